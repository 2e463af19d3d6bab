import { afterEach, expect, test } from '@jest/globals';
import { type Listening, listen } from '../../../src/sandbox/server/listen.ts';
import { jsonReply, type Outcome } from '../../../src/sandbox/server/outcome.ts';
import type { Request } from '../../../src/sandbox/server/respond.ts';

let open: Listening | undefined;
afterEach(() => open?.close());

async function serving(answer: (request: Request) => Outcome) {
  open = await listen({ answer });
  return open.origin;
}

test('passes on what came in, and what goes out', async () => {
  const origin = await serving(({ method, target, body }) => ({
    kind: 'reply',
    reply: jsonReply(201, { method, target, body: body.toString() }),
  }));
  const response = await fetch(`${origin}/a?b=1`, { method: 'POST', body: 'hello' });
  expect([response.status, await response.json()]).toEqual([201, { method: 'POST', target: '/a?b=1', body: 'hello' }]);
  expect(origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
});

test('a connection that breaks, an answer that ends in the middle, one that is late, and none', async () => {
  const reply = jsonReply(200, { long: 'x'.repeat(100) });
  const outcomes: Record<string, Outcome> = {
    '/reset': { kind: 'reset' },
    '/cut': { kind: 'reply', reply, cut: true },
    '/slow': { kind: 'reply', reply, delayMs: 30 },
    '/hang': { kind: 'hang' },
  };
  const origin = await serving(({ target }) => outcomes[target] ?? { kind: 'reset' });
  await expect(fetch(`${origin}/reset`)).rejects.toThrow('fetch failed');
  const cut = await fetch(`${origin}/cut`);
  await expect(cut.text()).rejects.toThrow('terminated');
  const before = performance.now();
  expect(await (await fetch(`${origin}/slow`)).json()).toHaveProperty('long');
  expect(performance.now() - before).toBeGreaterThan(25);
  await expect(fetch(`${origin}/hang`, { signal: AbortSignal.timeout(50) })).rejects.toThrow('timeout');
});

test('a defect of the sandbox is an answer', async () => {
  const origin = await serving(() => {
    throw new Error('oh');
  });
  const response = await fetch(origin);
  expect([response.status, await response.json()]).toEqual([
    500,
    { message: expect.stringContaining('The sandbox failed: Error: oh') },
  ]);
});
