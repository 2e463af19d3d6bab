import { expect, test } from '@jest/globals';
import { isFault, unlessGone } from '../../../src/github/client/ask.ts';
import { PlatformError } from '../../../src/reconcile/ports/faults.ts';

const gone = new PlatformError('x', { kind: 'gone', asked: 'x' });

test('faults of these kinds, and nothing else', () => {
  expect([
    isFault(gone, 'limited', 'gone'),
    isFault(gone, 'limited'),
    isFault(new Error('x'), 'gone'),
    isFault({}, 'gone'),
  ]).toEqual([true, false, false, false]);
});

test('what is gone is nothing; what fails otherwise fails', async () => {
  expect(await unlessGone(async () => 1)).toBe(1);
  expect(await unlessGone(() => Promise.reject(gone))).toBeUndefined();
  const other = new PlatformError('y', { kind: 'unclear', asked: 'y' });
  await expect(unlessGone(() => Promise.reject(other))).rejects.toBe(other);
});
