import { expect, test } from '@jest/globals';
import { Octokit } from '@octokit/rest';
import type { Ask } from '../../../src/github/client/ask.ts';
import { attempt, type Core, type Kept, prepare } from '../../../src/github/client/attempt.ts';
import { countCalls } from '../../../src/github/client/calls.ts';
import { createLru } from '../../../src/github/client/lru.ts';
import { createMemory } from '../../../src/github/client/memory.ts';
import { shaped, text } from '../../../src/github/client/shape.ts';
import { serve } from './server.ts';

function core(baseUrl: string): Core {
  return {
    octokit: new Octokit({ baseUrl, userAgent: 'gonogo' }),
    shared: createMemory(),
    time: { now: Date.now, chance: () => 0, sleep: async () => {} },
    timeoutMs: 60_000,
    calls: countCalls(),
    kept: createLru<Kept>(100_000),
    lane: (_, work) => work(),
    token: async (as, refused) => (as === 'nobody' ? undefined : refused === undefined ? 'first' : 'second'),
    clock: { offset: 0 },
  };
}

const ask: Ask<{ readonly name: string }> = {
  route: 'GET /users/{username}',
  parameters: { username: 'ada', since: 'a b' },
  as: 5,
  read: shaped({ name: text }),
};

test('what is sent: the address, what there is to say, and no secret in what is told of it', () => {
  const post = { ...ask, route: 'POST /users/{username}' };
  const prepared = prepare(core('http://h/api/v3'), post);
  expect(prepared).toMatchObject({
    method: 'POST',
    url: 'http://h/api/v3/users/ada',
    body: '{"since":"a b"}',
    asked: 'POST /api/v3/users/ada',
    operation: 'POST /users/{username}',
    headers: { 'x-github-api-version': '2022-11-28', 'user-agent': expect.stringMatching(/^gonogo/) },
  });
  expect(prepare(core('http://h'), ask).url).toBe('http://h/users/ada?since=a%20b');
});

test('an answer that has not changed is not sent again', async () => {
  const asked: (string | undefined)[] = [];
  const server = await serve(({ headers }, response) => {
    asked.push(headers['if-none-match']);
    if (headers['if-none-match'] === '"e"') response.writeHead(304).end();
    else response.writeHead(200, { etag: '"e"', link: 'l' }).end('{"name":"Ada"}');
  });
  const own = core(server.url);
  const go = () => attempt(own, ask, prepare(own, ask));
  const [first, second] = [await go(), await go()];
  expect([first, second]).toMatchObject([
    { is: 'done', value: { value: { name: 'Ada' } } },
    { is: 'done', value: { value: { name: 'Ada' } } },
  ]);
  expect(second.is === 'done' && second.value.headers.get('link')).toBe('l');
  expect(asked).toEqual([undefined, '"e"']);
  expect(own.calls.all().map(({ outcome }) => outcome)).toEqual(['ok', 'unchanged']);
  await attempt(own, { ...ask, as: 6 }, prepare(own, ask));
  expect(asked[2]).toBeUndefined();
  await server.close();
});

test.each([
  ['{"name":1}', 'name is not a text'],
  ['{"name":', 'the answer is not JSON'],
  ['', 'the answer is not an object'],
  ['<html>', 'the answer is not JSON'],
])('an answer that is not what was described: %s', async (body, why) => {
  const server = await serve((_, response) => response.end(body));
  const own = core(server.url);
  const got = await attempt(own, ask, prepare(own, ask));
  expect(got).toMatchObject({
    is: 'failed',
    next: 'again',
    error: { fault: { kind: 'unclear' }, message: `GET /users/ada: ${why}` },
  });
  await server.close();
});

test('a defect of ours is not taken for an answer of theirs', async () => {
  const server = await serve((_, response) => response.end('{}'));
  const own = core(server.url);
  const read = () => {
    throw new TypeError('ours');
  };
  await expect(attempt(own, { ...ask, read }, prepare(own, ask))).rejects.toThrow('ours');
  await server.close();
});

test('another token where the first was refused, once', async () => {
  const heard: (string | undefined)[] = [];
  const server = await serve(({ headers }, response) => {
    heard.push(headers.authorization);
    response.writeHead(401).end('{"message":"Bad credentials"}');
  });
  const own = core(server.url);
  expect(await attempt(own, ask, prepare(own, ask))).toMatchObject({ next: 'final', error: { fault: { kind: 'forbidden' } } });
  expect(heard).toEqual(['Bearer first', 'Bearer second']);
  expect(await attempt(own, { ...ask, as: 'nobody' }, prepare(own, ask))).toMatchObject({ is: 'failed' });
  expect(heard).toEqual(['Bearer first', 'Bearer second', undefined]);
  await server.close();
});

test('a limit holds for all that is asked there, without asking', async () => {
  let heard = 0;
  const server = await serve((_, response) => {
    heard += 1;
    response.writeHead(429, { 'retry-after': '20' }).end();
  });
  const own = core(server.url);
  expect(await attempt(own, ask, prepare(own, ask))).toMatchObject({ next: 'final', error: { fault: { kind: 'limited' } } });
  await expect(attempt(own, ask, prepare(own, ask))).rejects.toMatchObject({
    fault: { kind: 'limited', retryAt: expect.any(String) },
  });
  expect(heard).toBe(1);
  expect(await attempt(own, { ...ask, as: 6 }, prepare(own, ask))).toMatchObject({ is: 'failed' });
  expect(heard).toBe(2);
  await server.close();
});
