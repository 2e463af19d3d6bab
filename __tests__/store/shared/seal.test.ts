import { expect, test } from '@jest/globals';
import { sealWith } from '../../../src/store/shared/seal.ts';

const seal = sealWith('a secret');

test('what was sealed is opened with the same secret, about the same thing', () => {
  const sealed = seal.close('a token ü', '1');
  expect(sealed).not.toContain('token');
  expect(sealWith('a secret').open(sealed, '1')).toBe('a token ü');
  expect(seal.close('a token ü', '1')).not.toBe(sealed);
});

test('anything else is as if it were not there', () => {
  const sealed = seal.close('a token', '1');
  expect(sealWith('another').open(sealed, '1')).toBeUndefined();
  expect(seal.open(sealed, '2')).toBeUndefined();
  for (const broken of ['', 'x', 'not base64 at all', sealed.slice(4), sealed.slice(0, 20)])
    expect(seal.open(broken, '1')).toBeUndefined();
  const bytes = Buffer.from(sealed, 'base64');
  for (let at = 0; at < bytes.length; at++) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(seal.open(changed.toString('base64'), '1')).toBeUndefined();
  }
});
