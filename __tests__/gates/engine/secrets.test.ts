import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lendSecrets } from '../../../src/gates/engine/secrets.ts';

const values: Readonly<Record<string, string>> = {
  TOKEN: 'Bearer abc.def/ghi+jkl',
  LOGIN: `Basic ${btoa('me:pass word!')}`,
  SHORT: 'abc',
  EMPTY: '',
};
const lent = () => lendSecrets((name) => values[name]);

test('a secret is lent by its name, and what is not there is said', () => {
  expect(lent().secret('TOKEN')).toBe('Bearer abc.def/ghi+jkl');
  expect(() => lent().secret('OTHER')).toThrow('The secret OTHER is not there.');
  expect(() => lent().secret('EMPTY')).toThrow('is not there');
  expect(() => lent().secret('SHORT')).toThrow('fewer than 8');
  expect(() => lendSecrets().secret('TOKEN')).toThrow('is not there');
});

describe('what comes back has it no more', () => {
  test.each([
    ['as it is', 'x Bearer abc.def/ghi+jkl y'],
    ['without its scheme', 'abc.def/ghi+jkl'],
    ['in an address', `?t=${encodeURIComponent('abc.def/ghi+jkl')}`],
    ['in base64', btoa('abc.def/ghi+jkl')],
    ['in base64 for addresses', Buffer.from('Bearer abc.def/ghi+jkl').toString('base64url')],
    ['a password of a login', 'pass word!'],
    ['a login', 'me:pass word!'],
    ['a login as it is sent', btoa('me:pass word!')],
  ])('%s', (_, text) => {
    const { secret, hideText } = lent();
    secret('TOKEN');
    secret('LOGIN');
    expect(hideText(text)).toMatch(/\[secret (?:TOKEN|LOGIN)\]/);
    expect(hideText(text)).not.toMatch(/abc\.def|pass word|YWJj|bWU6/);
  });

  test('wherever it stands', () => {
    const { secret, hide } = lent();
    secret('TOKEN');
    const data = { a: ['Bearer abc.def/ghi+jkl', 1, null, true], 'abc.def/ghi+jkl': { b: 'x' } };
    expect(hide(data)).toEqual({ a: ['[secret TOKEN]', 1, null, true], '[secret TOKEN]': { b: 'x' } });
  });

  test('and nothing else is changed, nor what was never lent', () => {
    expect(lent().hide({ a: 'Bearer abc.def/ghi+jkl' })).toEqual({ a: 'Bearer abc.def/ghi+jkl' });
    fc.assert(
      fc.property(fc.string({ minLength: 8 }), fc.string(), (value, text) => {
        const { secret, hideText } = lendSecrets(() => value);
        secret('ANY');
        expect(hideText(text + value + text).replaceAll('[secret ANY]', '')).not.toContain(value);
      }),
    );
  });
});
