import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addApp, install } from '../../../../src/sandbox/state/accounts.ts';
import { appClient, failure, openTown } from '../../open-town.ts';
import { everything, here } from '../../town.ts';

let town: Awaited<ReturnType<typeof openTown>>;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

const annotation = { path: 'a.ts', start_line: 1, end_line: 2, annotation_level: 'failure', message: 'm' } as const;

test('a run with all that it may have', async () => {
  const { rest } = town.bot;
  const actions = [{ label: 'Again', description: 'Judge again', identifier: 'again' }];
  const output = { title: 'NO-GO', summary: 's', text: 't', annotations: [annotation] };
  const { data } = await rest.checks.create({
    ...here,
    name: 'gonogo',
    head_sha: town.root,
    external_id: 'e',
    details_url: 'https://example.com/x',
    output,
    actions,
  });
  expect(data).toMatchObject({
    status: 'queued',
    external_id: 'e',
    output: { title: 'NO-GO', annotations_count: 1 },
    app: { slug: 'gate' },
  });
  const run = { ...here, check_run_id: data.id };
  await rest.checks.update({ ...run, status: 'completed', conclusion: 'failure', completed_at: '2026-01-02T03:04:05Z', output });
  expect((await rest.checks.get(run)).data).toMatchObject({ conclusion: 'failure', completed_at: '2026-01-02T03:04:05Z' });
  expect((await rest.checks.listAnnotations(run)).data).toMatchObject([{ path: 'a.ts', title: null }, { path: 'a.ts' }]);
  expect(await failure(rest.checks.update({ ...run, status: 'in_progress' }))).toMatchObject({ status: 422 });
  expect((await rest.checks.rerequestRun(run)).status).toBe(201);
  expect(await failure(rest.checks.create({ ...here, name: 'x', head_sha: 'f'.repeat(40) }))).toMatchObject({
    status: 422,
    message: expect.stringContaining('No commit found'),
  });
});

test('only the App that made a run changes it, and a person makes none', async () => {
  const other = addApp(town.world, { slug: 'other', owner: town.acme.account, permissions: everything });
  const installation = install(town.world, other, { account: town.acme.account });
  const theirs = appClient(town.sandbox, { id: other.id, key: other.key.privatePem, installation: installation.id });
  const { data } = await town.bot.rest.checks.create({ ...here, name: 'mine', head_sha: town.root });
  const change = theirs.rest.checks.update({ ...here, check_run_id: data.id, conclusion: 'success' });
  expect(await failure(change)).toMatchObject({ status: 403, message: expect.stringContaining(`Invalid app_id ${other.id}`) });
  const person = town.as('ada').rest.checks.create({ ...here, name: 'mine', head_sha: town.root });
  expect(await failure(person)).toEqual({ status: 403, message: 'You must authenticate via a GitHub App.' });
});

test('lists show the newest of each name first, or all', async () => {
  const { rest } = town.bot;
  for (const conclusion of ['failure', 'success'] as const) {
    await rest.checks.create({ ...here, name: 'twice', head_sha: town.root, status: 'completed', conclusion });
  }
  const ask = { ...here, ref: 'main', check_name: 'twice' };
  const latest = await rest.checks.listForRef({ ...ask, app_id: town.gate.id, status: 'completed' });
  expect(latest.data).toMatchObject({ total_count: 1, check_runs: [{ conclusion: 'success' }] });
  expect((await rest.checks.listForRef({ ...ask, filter: 'all' })).data.check_runs.map(({ conclusion }) => conclusion)).toEqual([
    'success',
    'failure',
  ]);
});

test('an App has one suite for a commit', async () => {
  const { rest } = town.bot;
  const { data, status } = await rest.checks.createSuite({ ...here, head_sha: town.root });
  expect([status, data.app?.slug]).toEqual([200, 'gate']);
  const suite = { ...here, check_suite_id: data.id };
  expect((await rest.checks.listForSuite(suite)).data.total_count).toBeGreaterThan(0);
  expect((await rest.checks.rerequestSuite(suite)).status).toBe(201);
  expect((await rest.checks.getSuite(suite)).data.status).toBe('queued');
  expect((await rest.checks.listSuitesForRef({ ...here, ref: 'main', app_id: town.gate.id })).data.total_count).toBe(1);
  expect((await rest.checks.listSuitesForRef({ ...here, ref: 'main', check_name: 'none' })).data.total_count).toBe(0);
});

test('statuses add up to one', async () => {
  const { rest } = town.as('wil');
  const ask = async () => (await rest.repos.getCombinedStatusForRef({ ...here, ref: 'main' })).data.state;
  const set = (context: string, state: 'pending' | 'success' | 'error') =>
    rest.repos.createCommitStatus({ ...here, sha: town.root, context, state });
  expect(await ask()).toBe('pending');
  await set('ci', 'success');
  expect(await ask()).toBe('success');
  await set('other', 'error');
  expect(await ask()).toBe('failure');
  await set('other', 'pending');
  expect(await ask()).toBe('pending');
  expect((await rest.repos.listCommitStatusesForRef({ ...here, ref: 'main' })).data).toHaveLength(3);
  expect(
    await failure(town.as('tri').rest.repos.createCommitStatus({ ...here, sha: town.root, state: 'success' })),
  ).toMatchObject({ status: 403 });
});
