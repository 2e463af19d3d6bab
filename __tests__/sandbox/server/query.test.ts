import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { heard } from '../../../src/sandbox/server/query.ts';
import { openDescriptions } from '../../../src/sandbox/validate/descriptions.ts';
import { failure, openTown } from '../open-town.ts';
import { here } from '../town.ts';

let town: Awaited<ReturnType<typeof openTown>>;
beforeAll(async () => {
  town = await openTown();
  town.pull('next');
});
afterAll(() => town.close());

test.each([
  ['GET /repos/{owner}/{repo}/pulls', 'state', 'merged', 'PullRequest'],
  ['GET /repos/{owner}/{repo}/issues', 'sort', 'reactions', 'Issue'],
  ['GET /repos/{owner}/{repo}/issues', 'since', 'yesterday', 'Issue'],
  ['GET /repos/{owner}/{repo}/issues/comments', 'direction', 'up', 'Comment'],
])('%s with %s=%s is refused, and names it', async (operation, field, value, resource) => {
  expect(await failure(town.as('rea').request(operation, { ...here, [field]: value }))).toEqual({
    status: 422,
    message: 'Validation Failed',
    errors: [{ resource, field, value, code: 'invalid' }],
  });
});

test('where no refusal is described, such a value is as if it were not there', async () => {
  const { rest, request } = town.as('rea');
  expect((await request('GET /repos/acme/shop/commits/next/check-runs?filter=newest&status=done')).data.total_count).toBe(0);
  const at = '/repos/acme/shop/commits/next/check-runs';
  await town.bot.rest.checks.create({
    ...here,
    name: 'c',
    head_sha: (await rest.git.getRef({ ...here, ref: 'heads/next' })).data.object.sha,
  });
  expect((await request(`GET ${at}?filter=newest&status=done`)).data).toMatchObject({ total_count: 1 });
});

test.each(['per_page=1000', 'per_page=0', 'per_page=-1', 'per_page=many&page=x', 'page=0', 'nonsense=1', 'state='])(
  '%s is no mistake',
  async (query) => {
    const answer = await failure(town.as('rea').request(`GET /repos/acme/shop/pulls?${query}`));
    expect(answer.status).toBe(query === 'state=' ? 422 : 0);
  },
);

test('nothing is held against what is not described', () => {
  const odd = new URLSearchParams('state=odd');
  expect(heard(undefined, 'GET /repos/{owner}/{repo}/pulls', odd)).toBe(odd);
  expect(heard(openDescriptions(), 'GET /app', odd)).toBe(odd);
});
