import { expect, test } from '@jest/globals';
import { page } from '../../../src/sandbox/rest/pages.ts';
import { createWorld } from '../../../src/sandbox/state/world.ts';

function ask(query: string, length = 65, under?: string) {
  const url = new URL(`http://h/list${query}`);
  const call = {
    world: createWorld(),
    caller: { kind: 'anonymous' },
    method: 'GET',
    param: () => '',
    query: url.searchParams,
    body: {},
    accept: '',
    url,
    left: () => ({ limit: 0, used: 0, remaining: 0, reset: 0 }),
  } as const;
  const items = Array.from({ length }, (_, at) => at);
  return page(call, { items, view: (item) => item, ...(under !== undefined && { under }) });
}

test.each([
  ['', 30, 0],
  ['?per_page=10&page=2', 10, 10],
  ['?per_page=1000', 65, 0],
  ['?per_page=nonsense&page=0', 30, 0],
  ['?page=3', 5, 60],
  ['?page=9', 0, undefined],
])('%s', (query, length, first) => {
  const { body } = ask(query);
  expect(Array.isArray(body) && [body.length, body[0]]).toEqual([length, first]);
});

test('says where the others are, with what else was asked', () => {
  expect(ask('?state=all&page=2').headers?.['link']).toBe(
    '<http://h/list?state=all&page=1>; rel="prev", <http://h/list?state=all&page=3>; rel="next", <http://h/list?state=all&page=3>; rel="last", <http://h/list?state=all&page=1>; rel="first"',
  );
  expect([ask('', 30).headers, ask('', 2, 'things').body]).toEqual([undefined, { total_count: 2, things: [0, 1] }]);
});
