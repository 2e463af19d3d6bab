import { expect, test } from '@jest/globals';
import { secretsIn } from '../../../src/doors/cli/secrets.ts';

test('only what is called a secret of Gonogo is one', () => {
  const secretOf = secretsIn({ GONOGO_SECRET_STAGING: 'a', GITHUB_TOKEN: 'b', TOKEN: 'c', GONOGO_SECRET_: 'd' });
  expect([secretOf('STAGING'), secretOf('GITHUB_TOKEN'), secretOf('TOKEN'), secretOf('OTHER')]).toEqual([
    'a',
    undefined,
    undefined,
    undefined,
  ]);
});
