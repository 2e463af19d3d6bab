import { expect, test } from '@jest/globals';
import { send, signed } from '../../../src/sandbox/webhooks/send.ts';
import { openHook } from './hook.ts';

test('is signed as GitHub signs', () => {
  // The example of GitHub's own documentation.
  expect(signed("It's a Secret to Everybody", 'Hello, World!')['x-hub-signature-256']).toBe(
    'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17',
  );
});

test.each([
  [200, 'OK'],
  [500, 'Invalid HTTP Response: 500'],
  [302, 'Invalid HTTP Response: 302'],
])('an answer %i is told as %s', async (code, status) => {
  const hook = await openHook(() => code);
  const sent = await send(hook.url, { headers: {}, payload: '{}', timeoutMs: 60_000 });
  expect(sent).toMatchObject({ statusCode: code, status, answer: { body: 'seen' } });
  await hook.close();
});

test('nobody there, and nobody in time', async () => {
  const hook = await openHook(() => 'never');
  expect(await send(hook.url, { headers: {}, payload: '{}', timeoutMs: 100 })).toEqual({
    statusCode: 0,
    status: 'timed out',
    answer: null,
  });
  await hook.close();
  expect(await send(hook.url, { headers: {}, payload: '{}', timeoutMs: 60_000 })).toMatchObject({
    statusCode: 0,
    status: 'failed to connect to host',
  });
});
