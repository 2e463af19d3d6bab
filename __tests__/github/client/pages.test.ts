import { expect, test } from '@jest/globals';
import { createClient } from '../../../src/github/client/client.ts';
import { createMemory } from '../../../src/github/client/memory.ts';
import { allPages, nextOf } from '../../../src/github/client/pages.ts';
import { listOf, whole } from '../../../src/github/client/shape.ts';
import { serve } from './server.ts';

/** Pages of one number each; `next` says where a page leads to. */
async function numbers(
  next: (page: number, url: string) => string | undefined,
  most = 10,
  isEnough?: (page: readonly number[]) => boolean,
) {
  const asked: string[] = [];
  const server = await serve(({ url = '' }, response) => {
    asked.push(url);
    const page = Number(new URL(url, 'http://h').searchParams.get('page') ?? 1);
    const to = next(page, server.url);
    response.writeHead(200, { ...(to !== undefined && { link: `<${to}>; rel="next", <x>; rel="last"` }) }).end(`[${page}]`);
  });
  const client = createClient({ baseUrl: server.url, appId: 1, privateKey: '', shared: createMemory() });
  const ask = { route: 'GET /list', as: 'nobody' as const, read: listOf(whole) };
  const got = await allPages(client, ask, { most, ...(isEnough && { isEnough }) }).catch((error: unknown) => String(error));
  await server.close();
  return { got, asked, calls: client.calls() };
}

test('all pages, a hundred at a time, counted as what they are', async () => {
  const { got, asked, calls } = await numbers((page, url) =>
    page < 3 ? `${url}/repositories/7/list?per_page=100&page=${page + 1}` : undefined,
  );
  expect(got).toEqual([1, 2, 3]);
  expect(asked).toEqual([
    '/list?per_page=100',
    '/repositories/7/list?per_page=100&page=2',
    '/repositories/7/list?per_page=100&page=3',
  ]);
  expect(calls).toEqual([{ operation: 'GET /list', outcome: 'ok', count: 3 }]);
});

test('no further than is of interest', async () => {
  const { got } = await numbers(
    (page, url) => `${url}/list?page=${page + 1}`,
    10,
    ([page]) => page === 2,
  );
  expect(got).toEqual([1, 2]);
});

test.each([
  ['a circle', (_: number, url: string) => `${url}/list?page=2`],
  ['no end', (page: number, url: string) => `${url}/list?page=${page + 1}`],
  ['another host', () => 'http://localhost:1/list?page=2'],
])('%s is no list', async (_what, next) => {
  expect((await numbers(next)).got).toBe('PlatformError: GET /list: the list has no end');
});

test('where there is no next page', () => {
  expect(nextOf(new Headers({ link: '<a>; rel="prev"' }))).toBeUndefined();
  expect(nextOf(new Headers())).toBeUndefined();
});
