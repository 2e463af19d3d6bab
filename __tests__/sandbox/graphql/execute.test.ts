import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { costOf } from '../../../src/sandbox/graphql/execute.ts';
import { openTown } from '../open-town.ts';

let town: Awaited<ReturnType<typeof openTown>>;
beforeAll(async () => {
  town = await openTown();
  town.pull('next');
});
afterAll(() => town.close());

test('the official client asks, as a person and as an App', async () => {
  const query =
    'query($owner: String!, $name: String!) { repository(owner: $owner, name: $name) { pullRequest(number: 1) { title } } }';
  const expected = { repository: { pullRequest: { title: 'Release next' } } };
  for (const client of [town.as('rea'), town.bot])
    expect(await client.graphql(query, { owner: 'acme', name: 'shop' })).toEqual(expected);
  await expect(town.as('rea').graphql(query, { owner: 'acme', name: 'none' })).rejects.toMatchObject({
    name: 'GraphqlResponseError',
    errors: [{ type: 'NOT_FOUND' }],
  });
});

test('what GitHub has and the sandbox has not is an error, and so is nonsense', async () => {
  const ask = (query: string) => town.as('rea').graphql(query);
  await expect(ask('{ repository(owner: "acme", name: "shop") { stargazerCount } }')).rejects.toThrow(
    'Cannot query field "stargazerCount"',
  );
  await expect(ask('{ nonsense')).rejects.toThrow('Syntax Error');
  const response = await fetch(`${town.sandbox.url}/graphql`, { method: 'POST', body: '{}' });
  expect(response.status).toBe(401);
});

test('points are counted, told in the header, and run out with status 200', async () => {
  const small = await openTown({ limits: { graphql: 2 } });
  const ask = () => small.as('rea').request('POST /graphql', { query: '{ viewer { login } }' });
  expect((await ask()).headers).toMatchObject({ 'x-ratelimit-resource': 'graphql', 'x-ratelimit-remaining': '1' });
  await ask();
  expect(await ask()).toMatchObject({ status: 200, data: { errors: [{ type: 'RATE_LIMIT' }] } });
  await small.close();
});

test('trouble strikes here too', async () => {
  town.sandbox.faults.add({ does: 'graphql-errors', on: 'POST /graphql', times: 1, message: 'Something went wrong' });
  await expect(town.as('rea').graphql('{ viewer { login } }')).rejects.toThrow('Something went wrong');
});

const comments = (first: string) =>
  `pullRequest(number: 1) { comments(first: ${first}) { nodes { userContentEdits(last: 10) { nodes { diff } } } } }`;
const inShop = (fields: string) => `{ repository(owner: "acme", name: "shop") { ${fields} } }`;

test.each([
  ['{ viewer { login } }', {}, 1],
  [inShop(comments('100')), {}, 1],
  [
    inShop(`pullRequests(first: 100) { nodes { comments(last: 10) { nodes { userContentEdits(first: 1) { totalCount } } } } }`),
    {},
    11,
  ],
  [
    `query($n: Int) ${inShop(`pullRequests(first: $n) { nodes { comments(last: 10) { nodes { userContentEdits(first: 1) { totalCount } } } } }`)}`,
    { n: 50 },
    6,
  ],
  ['nonsense', {}, 1],
])('%s costs', (query, variables, points) => {
  expect(costOf({ query, variables })).toBe(points);
});
