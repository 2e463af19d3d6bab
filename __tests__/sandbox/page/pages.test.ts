import { expect, test } from '@jest/globals';
import { addAccount } from '../../../src/sandbox/state/accounts.ts';
import { addCheckRun } from '../../../src/sandbox/state/checks.ts';
import { addComment, editComment, openIssue, setLabels } from '../../../src/sandbox/state/issues.ts';
import { addReview } from '../../../src/sandbox/state/pulls.ts';
import { openTown } from '../open-town.ts';
import { cookieOf, dangers, visiting } from './visit.ts';

test('pages come beside the API, over HTTP', async () => {
  const town = await openTown();
  try {
    town.pull('next');
    const cookie = cookieOf(town.world, 'wil');
    const page = await fetch(`${town.sandbox.url}/acme/shop/pull/1`, { headers: { accept: 'text/html', cookie } });
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await page.text()).toContain('Release next');
    const said = await fetch(`${town.sandbox.url}/acme/shop/pull/1/comment`, {
      method: 'POST',
      headers: { cookie, accept: 'text/html' },
      body: new URLSearchParams({ body: 'hello' }),
    });
    expect([said.redirected, said.url]).toEqual([true, `${town.sandbox.url}/acme/shop/pull/1`]);
    expect(await said.text()).toContain('<p>hello</p>');
    const listed = await town.as('rea').rest.issues.listComments({ owner: 'acme', repo: 'shop', issue_number: 1 });
    expect(listed.data).toMatchObject([{ body: 'hello', user: { login: 'wil' } }]);
    expect((await fetch(`${town.sandbox.url}/acme/shop/none`)).status).toBe(501);
    expect(town.sandbox.journal.map(({ target, requestId }) => [target, requestId !== undefined])).toEqual([
      ['/repos/acme/shop/issues/1/comments', true],
      ['/acme/shop/none', true],
    ]);
  } finally {
    await town.close();
  }
});

test('nothing runs but our own script, nothing comes from outside, nothing is framed', () => {
  const { as } = visiting();
  const { headers } = as('ada').get('/');
  expect(headers['content-security-policy']).toBe(
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  );
  expect(as('ada').get('/none').headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.any(String),
  });
});

test('hostile text everywhere: it is shown and does nothing', () => {
  const browser = visiting();
  const { world, repo, gate, person, as } = browser;
  const attack = '"><script>alert(1)</script><img src=x onerror=alert(1)><a href="javascript:alert(1)">x</a></textarea></title>';
  const login = addAccount(world, `mallory"><script>`);
  repo.collaborators.set(login.id, 'write');
  repo.description = attack;
  const pull = browser.pull('next', { [`a"><script>.txt`]: `${attack}\n` });
  Object.assign(pull, { title: attack, body: attack });
  const issue = openIssue(world, repo, { title: attack, body: attack, author: login });
  setLabels(world, issue, { labels: [attack], sender: login });
  const said = addComment(world, pull, { body: attack, author: login });
  editComment(world, said, { body: `${attack} again`, sender: login });
  addReview(world, pull, { author: login, state: 'APPROVED', body: attack });
  addCheckRun(world, repo, {
    app: gate,
    sha: pull.pull.headSha,
    name: attack,
    conclusion: 'failure',
    output: { title: attack, summary: attack, text: attack },
    detailsUrl: 'javascript:alert(1)',
    actions: [{ label: attack, description: attack, identifier: attack }],
  });
  browser.journal.push({ at: 0, method: 'GET', target: attack, operation: attack, status: 200 });
  const at = [
    '/',
    '/acme/shop',
    '/acme/shop/pulls',
    '/acme/shop/issues',
    '/acme/shop/pull/1',
    '/acme/shop/pull/1/checks',
    '/acme/shop/pull/1/files',
    '/acme/shop/pull/1/commits',
    `/acme/shop/pull/1/history?comment=${said.id}`,
    '/acme/shop/issues/2',
    '/-/timeline',
    `/acme/shop/commit/${pull.pull.headSha}`,
    `/acme/shop?x=${encodeURIComponent(attack)}`,
    `/${encodeURIComponent(attack)}`,
  ];
  const pages = at.map((path) => as('ada').get(path));
  expect(pages.map(({ text }) => dangers(text))).toEqual(at.map(() => []));
  expect(pages.map(({ status }) => status)).toEqual([...at.slice(0, -1).map(() => 200), 404]);
  expect(as(login.login).get('/').status).toBe(200);
  expect(person('ada').login).toBe('ada');
});

test('a form that another site sends does nothing', () => {
  const { ask, world, repo, pull } = visiting();
  pull('next');
  const cookie = cookieOf(world, 'ada');
  const form = { title: 'x', body: '' };
  const send = (headers: Record<string, string>) => ask('POST', '/acme/shop/issues', { cookie, form, headers })?.status;
  expect([send({ origin: 'https://evil.example' }), send({ 'sec-fetch-site': 'cross-site' }), send({ origin: 'null' })]).toEqual([
    403, 403, 403,
  ]);
  expect(repo.issues.size).toBe(1);
  expect([send({ origin: 'http://localhost', 'sec-fetch-site': 'same-origin' }), send({})]).toEqual([303, 303]);
});

test('what no browser asks for is left to the API', () => {
  const { pages, ask, world } = visiting();
  const request = { method: 'GET', target: '/acme/shop', headers: {}, body: Buffer.alloc(0) };
  expect(pages(request)).toBeUndefined();
  expect(pages({ ...request, method: 'POST', headers: { 'content-type': 'application/json' } })).toBeUndefined();
  expect(ask('GET', '/-/page.js?v=1', { cookie: cookieOf(world, null) })?.headers).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'max-age=31536000, immutable',
  });
});

test('the version changes with what happens, and on the timeline with calls', () => {
  const { as, pull, journal } = visiting();
  const version = (of: string) => as('ada').get(`/-/version?of=${of}`).text;
  const [page, timeline] = [version('/acme/shop'), version('/-/timeline')];
  journal.push({ at: 0, method: 'GET', target: '/', operation: '/', status: 200 });
  expect([version('/acme/shop') === page, version('/-/timeline') === timeline]).toEqual([true, false]);
  pull('next');
  expect(version('/acme/shop')).not.toBe(page);
  expect(as('ada').get('/acme/shop').text).toContain(`data-version="${version('/acme/shop')}"`);
});
