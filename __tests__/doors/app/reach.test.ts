import { describe, expect, test } from '@jest/globals';
import { createReach, isSecretName } from '../../../src/doors/app/reach.ts';
import { type Environment, readSettings } from '../../../src/doors/app/settings.ts';
import { ProblemError } from '../../../src/ground/problem.ts';
import { privateKey } from './keys.ts';

const base: Environment = { APP_ID: '12345', PRIVATE_KEY: privateKey, WEBHOOK_SECRET: 'a secret that is long' };
const reachOf = (env: Environment) => createReach(readSettings({ ...base, ...env }).reach, new AbortController().signal);
const place = { installation: 1, repoId: 7, owner: 'Acme', name: 'Shop' };
const problems = (env: Environment) => {
  try {
    readSettings({ ...base, ...env });
  } catch (error) {
    if (error instanceof ProblemError) return error.problems.map(({ path, message }) => `${path} ${message}`);
    throw error;
  }
  return [];
};

describe('hosts in private networks', () => {
  test('none, unless they are listed', () => {
    expect(reachOf({}).mayBePrivate({ place, host: 'staging.internal' })).toBe(false);
  });

  test.each<[string, string, boolean]>([
    ['staging.internal', 'staging.internal', true],
    ['Staging.Internal., other', 'staging.internal', true],
    ['other staging.internal', 'staging.internal', true],
    ['staging.internal', 'x.staging.internal', false],
    ['acme@staging.internal', 'staging.internal', true],
    ['acme/shop@staging.internal', 'staging.internal', true],
    ['acme/other@staging.internal', 'staging.internal', false],
    ['evil@staging.internal', 'staging.internal', false],
    ['10.0.0.7', '10.0.0.7', true],
    ['[fd00::1]', 'fd00::1', true],
    ['10.0.0.7', '10.0.0.8', false],
  ])('%s: may %s? %s', (listed, host, may) => {
    expect(reachOf({ GONOGO_PRIVATE_HOSTS: listed }).mayBePrivate({ place, host })).toBe(may);
  });
});

describe('secrets', () => {
  const lent = (lend: string, origin: string, name = 'PROBE') =>
    reachOf({ GONOGO_SECRET_PROBE: 'the value of it', GONOGO_LEND_SECRETS: lend }).secret({ place, name, origin });

  test.each<[string, string, boolean]>([
    ['PROBE=api.example.com', 'https://api.example.com', true],
    ['PROBE=api.example.com', 'https://api.example.com:8443', false],
    ['PROBE=api.example.com:8443', 'https://api.example.com:8443', true],
    ['PROBE=api.example.com', 'http://api.example.com', false],
    ['PROBE=api.example.com', 'https://evil.example.com', false],
    ['PROBE=api.example.com', 'https://api.example.com.evil.example', false],
    ['PROBE=acme@api.example.com', 'https://api.example.com', true],
    ['PROBE=evil@api.example.com', 'https://api.example.com', false],
    ['PROBE=acme/other@api.example.com', 'https://api.example.com', false],
    ['PROBE=a.example PROBE=api.example.com', 'https://api.example.com', true],
  ])('%s to %s: %s', (lend, origin, may) => {
    expect(lent(lend, origin)).toBe(may ? 'the value of it' : undefined);
  });

  test('another name is another secret', () => {
    expect(lent('PROBE=api.example.com', 'https://api.example.com', 'OTHER')).toBeUndefined();
  });

  test('what is wrong is said by its name, and never with a value', () => {
    const found = problems({
      GONOGO_SECRET_A: 'hidden-value',
      GONOGO_LEND_SECRETS: 'B=api.example.com, hidden-value',
      GONOGO_PRIVATE_HOSTS: 'a/b/c@x, ok.example',
    });
    expect(found).toEqual([
      'GONOGO_PRIVATE_HOSTS has something in it that is no host',
      'GONOGO_LEND_SECRETS lends B, which is not there',
      'GONOGO_LEND_SECRETS has something in it that is no NAME=HOST',
      'GONOGO_LEND_SECRETS does not say where GONOGO_SECRET_A may be sent',
    ]);
    expect(found.join()).not.toContain('hidden-value');
  });

  test('a setting with a typing error is none of the secrets', () => {
    expect(['GONOGO_SECRET_A', 'GONOGO_SECRET_API_TOKEN_2'].map(isSecretName)).toEqual([true, true]);
    expect(['GONOGO_SECRET_', 'GONOGO_SECRET_a', 'GONOGO_SECRETS'].map(isSecretName)).toEqual([false, false, false]);
    expect(problems({ GONOGO_SECRETS: 'x' })).toEqual(['GONOGO_SECRETS is no setting of ours']);
  });
});
