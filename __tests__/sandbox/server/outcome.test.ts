import { expect, test } from '@jest/globals';
import { errorBody, jsonReply, troubleAfter, troubleBefore } from '../../../src/sandbox/server/outcome.ts';

test.each([
  [{ does: 'primary-limit' }, 403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '99' }],
  [{ does: 'secondary-limit', retryAfter: 7 }, 403, { 'retry-after': '7' }],
  [{ does: 'too-many-requests' }, 429, {}],
  [{ does: 'server-error' }, 502, { 'content-type': 'text/html; charset=utf-8' }],
  [{ does: 'server-error', status: 503 }, 503, {}],
  [{ does: 'not-found' }, 404, {}],
  [{ does: 'bad-credentials' }, 401, {}],
  [{ does: 'invalid' }, 422, {}],
  [{ does: 'graphql-errors' }, 200, {}],
] as const)('%j answers before anything happens', (trouble, status, headers) => {
  expect(troubleBefore(trouble, 99)).toMatchObject({ kind: 'reply', reply: { status, headers } });
});

test('a limit without Retry-After has none', () => {
  expect(troubleBefore({ does: 'secondary-limit' }, 1)).not.toHaveProperty('reply.headers.retry-after');
});

test('some close the connection, and some wait until all has happened', () => {
  const reply = jsonReply(200, { a: 1 });
  expect([troubleBefore({ does: 'hang' }, 1), troubleBefore({ does: 'reset-before' }, 1)]).toEqual([
    { kind: 'hang' },
    { kind: 'reset' },
  ]);
  for (const does of ['reset-after', 'truncated'] as const) expect(troubleBefore({ does }, 1)).toBeUndefined();
  expect(troubleAfter({ does: 'reset-after' }, reply)).toEqual({ kind: 'reset' });
  expect(troubleAfter({ does: 'truncated' }, reply)).toEqual({ kind: 'reply', reply, cut: true });
  expect(troubleAfter({ does: 'slow', ms: 5 }, reply)).toEqual({ kind: 'reply', reply, delayMs: 5 });
  expect(troubleAfter(undefined, reply)).toEqual({ kind: 'reply', reply });
});

test('an error has the shape that GitHub gives it', () => {
  expect(errorBody(422, 'm', [{ code: 'c' }])).toEqual({
    message: 'm',
    errors: [{ code: 'c' }],
    documentation_url: 'https://docs.github.com/rest',
    status: '422',
  });
  expect(jsonReply(204, undefined).body).toBe('');
});
