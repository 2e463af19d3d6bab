import { expect, test } from '@jest/globals';
import { registered } from '../../../src/doors/app/registered.ts';
import { fakeGithub } from './fake-github.ts';

const app = { id: 7, pem: 'PEM', webhook_secret: 'secret', html_url: 'https://github.com/apps/x', client_secret: 'canary' };

test('a code is traded for the App', async () => {
  const github = await fakeGithub(() => [201, app]);
  expect(await registered(github.url, 'abc_1-2')).toEqual({
    id: 7,
    pem: 'PEM',
    secret: 'secret',
    url: 'https://github.com/apps/x',
  });
  expect(github.asked).toEqual(['POST /app-manifests/abc_1-2/conversions']);
  github.close();
});

test.each([
  ['../../user', 201, app, 'none of GitHub'],
  ['', 201, app, 'none of GitHub'],
  ['abc', 404, { message: 'canary' }, 'it answered 404'],
  ['abc', 201, { ...app, webhook_secret: null }, 'lacks the credentials'],
  ['abc', 201, 'canary', 'could not be reached'],
  ['abc', 201, null, 'it answered 201'],
] as const)('%j answered with %d', async (code, status, body, why) => {
  const github = await fakeGithub(() => [status, body]);
  const error: unknown = await registered(github.url, code).catch((thrown: unknown) => thrown);
  github.close();
  expect(String(error)).toContain(why);
  expect(String(error)).not.toContain('canary');
});

test('nobody there', async () => {
  await expect(registered('http://127.0.0.1:9', 'abc')).rejects.toThrow('could not be reached');
});
