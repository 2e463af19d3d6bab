import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { failure, openTown } from '../open-town.ts';
import { here } from '../town.ts';

let town: Awaited<ReturnType<typeof openTown>>;
beforeAll(async () => {
  const pages = ({ target }: { target: string }) =>
    target === '/acme/shop' ? { status: 200, headers: { 'content-type': 'text/html' }, body: '<h1>shop</h1>' } : undefined;
  town = await openTown({ pages });
});
afterAll(() => town.sandbox.close());

async function raw(path: string, init: RequestInit = {}) {
  const response = await fetch(`${town.sandbox.url}${path}`, init);
  return { status: response.status, headers: response.headers, text: await response.text() };
}

test('an unchanged page costs nothing', async () => {
  const { rest } = town.as('wil');
  const first = await rest.repos.get(here);
  const again = await failure(rest.repos.get({ ...here, headers: { 'if-none-match': first.headers.etag } }));
  expect(again.status).toBe(304);
  expect((await rest.rateLimit.get()).data.rate.used).toBe(1);
  town.repo.description = 'changed';
  expect((await rest.repos.get({ ...here, headers: { 'if-none-match': first.headers.etag } })).status).toBe(200);
});

test('what is not here is not pretended, and what is no JSON is refused', async () => {
  expect(await raw('/gists')).toMatchObject({ status: 501, text: expect.stringContaining('docs/sandbox.md') });
  const auth = { authorization: 'token nothing' };
  expect(await raw('/users/ada', { headers: auth })).toMatchObject({ status: 401 });
  const post = { method: 'POST', body: '{"a":' };
  expect(await raw('/repos/acme/shop/issues', post)).toMatchObject({
    status: 400,
    text: expect.stringContaining('Problems parsing JSON'),
  });
  expect(await raw('/repos/acme/shop/issues', { method: 'POST', body: '{}' })).toMatchObject({ status: 401 });
  expect(await raw('/acme/shop')).toMatchObject({ status: 200, text: '<h1>shop</h1>' });
});

test('limits are told and held', async () => {
  const tight = await openTown({ limits: { primary: 3, contentAMinute: 1 } });
  const { rest } = tight.as('wil');
  const first = await rest.issues.create({ ...here, title: 't' });
  expect([first.headers['x-ratelimit-limit'], first.headers['x-ratelimit-remaining']]).toEqual(['3', '2']);
  expect(await failure(rest.issues.create({ ...here, title: 't' }))).toMatchObject({
    status: 403,
    message: expect.stringContaining('secondary rate limit'),
  });
  await rest.issues.listForRepo(here);
  expect(await failure(rest.issues.listForRepo(here))).toMatchObject({
    status: 403,
    message: expect.stringContaining('API rate limit exceeded'),
  });
  expect((await tight.as('ada').rest.users.getAuthenticated()).status).toBe(200);
  await tight.sandbox.close();
});

describe('trouble', () => {
  const comment = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments';

  test.each([
    ['reset-before', false],
    ['reset-after', true],
    ['truncated', true],
    ['server-error', false],
  ] as const)('%s: the write took effect: %s', async (does, tookEffect) => {
    const issue = town.pull(does);
    town.sandbox.faults.add({ does, on: comment, times: 1 });
    const { rest } = town.as('wil');
    const ask = () => rest.issues.createComment({ ...here, issue_number: issue.number, body: 'b' });
    expect((await failure(ask())).status).not.toBe(201);
    expect(issue.comments.size).toBe(tookEffect ? 1 : 0);
    expect((await ask()).status).toBe(201);
    expect(town.sandbox.journal.find(({ fault }) => fault === does)?.operation).toBe(comment);
  });

  test('a clock that is off, and a slow answer', async () => {
    const { rest } = town.as('wil');
    town.sandbox.faults.add({ does: 'clock-skew', ms: -3_600_000, times: 1 });
    const { headers } = await rest.repos.get(here);
    expect(Date.now() - Date.parse(headers.date ?? '')).toBeGreaterThan(3_500_000);
    town.sandbox.faults.add({ does: 'slow', ms: 40, times: 1 });
    const before = performance.now();
    await rest.repos.get(here);
    expect(performance.now() - before).toBeGreaterThan(35);
  });
});

test('an answer of its own that breaks the description is a defect, and says so', async () => {
  Object.assign(town.repo, { description: 7 });
  expect(await failure(town.as('wil').rest.repos.get(here))).toMatchObject({
    status: 500,
    message: expect.stringContaining('/description must be string,null'),
  });
  expect(town.sandbox.breaches).toHaveLength(1);
  Object.assign(town.repo, { description: null });
});
