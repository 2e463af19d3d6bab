import { expect, test } from '@jest/globals';
import { createClient } from '../../../src/github/client/client.ts';
import { createMemory } from '../../../src/github/client/memory.ts';
import { anything, bigId, shaped } from '../../../src/github/client/shape.ts';
import { openPlatform } from '../open.ts';
import { serve } from './server.ts';

const app = { route: 'GET /app', as: 'app' as const, read: shaped({ id: bigId }) };

test.each([
  ['https://api.github.com', 'https://api.github.com/graphql', 'https://api.github.com/x', true],
  ['https://ghe.example.com/api/v3', 'https://ghe.example.com/api/graphql', 'https://ghe.example.com/api/v3/x', true],
  ['http://127.0.0.1:80/', 'http://127.0.0.1:80/graphql', 'http://127.0.0.1:81/x', false],
])('%s: its GraphQL, and what is its own', (baseUrl, graphqlUrl, url, isOurs) => {
  const client = createClient({ baseUrl, appId: 1, privateKey: '', shared: createMemory() });
  expect(client.graphqlUrl).toBe(graphqlUrl);
  expect([client.isOurs(url), client.isOurs('no address')]).toEqual([isOurs, false]);
});

test.each([
  ['an hour behind', -3_600_000],
  ['an hour ahead', 3_600_000],
])('a clock that is %s costs one more request, once', async (_what, off) => {
  const here = await openPlatform({ sandbox: { validate: false } });
  const client = createClient({ ...here.options, time: { now: () => Date.now() + off } });
  expect(await client.ask(app)).toEqual({ id: here.gate.id });
  expect(await client.ask(app)).toEqual({ id: here.gate.id });
  expect(here.sandbox.journal.map(({ status }) => status)).toEqual([401, 200, 304]);
  const read = { route: 'GET /installation/repositories', as: here.place.installation, read: anything };
  await client.ask(read);
  await client.ask(read);
  expect(here.sandbox.journal.filter(({ operation }) => operation.endsWith('access_tokens'))).toHaveLength(1);
  await here.close();
});

test('where the App is not installed any more, nothing is said of what was there', async () => {
  const here = await openPlatform({ sandbox: { validate: false } });
  const client = createClient(here.options);
  const ask = { route: 'GET /installation/repositories', as: 999, read: anything };
  await expect(client.ask(ask)).rejects.toMatchObject({ fault: { kind: 'forbidden', asked: 'a token of installation 999' } });
  await here.close();
});

test('ten at a time', async () => {
  let [open, most] = [0, 0];
  const server = await serve(({ url }, response) => {
    open += 1;
    most = Math.max(most, open);
    setTimeout(() => {
      open -= 1;
      response.end(JSON.stringify({ id: Number(url?.slice(1)) }));
    }, 20);
  });
  const client = createClient({ baseUrl: server.url, appId: 1, privateKey: '', shared: createMemory() });
  const ids = Array.from({ length: 35 }, (_, at) => at);
  const asked = ids.map((id) => client.ask({ route: `GET /${id}`, as: 'nobody', read: shaped({ id: bigId }) }));
  expect((await Promise.all(asked)).map(({ id }) => id)).toEqual(ids);
  expect(most).toBe(10);
  await server.close();
});
