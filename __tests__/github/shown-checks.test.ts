import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { addApp } from '../../src/sandbox/state/accounts.ts';
import { addCheckRun, addStatus } from '../../src/sandbox/state/checks.ts';
import { type Here, openPlatform } from './open.ts';

let here: Here;
beforeEach(async () => {
  here = await openPlatform();
});
afterEach(() => here.close());

const tip = () => here.repo.refs.get('refs/heads/main') ?? '';
const shown = () => here.platform.shownChecks({ place: here.place, sha: tip() });
const status = (creator: Parameters<typeof addStatus>[2]['creator'], state: 'success' | 'pending' | 'error' = 'success') =>
  addStatus(here.world, here.repo, {
    sha: tip(),
    state,
    context: 'scan',
    description: null,
    targetUrl: 'https://scan.example/1',
    creator,
    app: null,
  });

test('runs by the App that made them, statuses by the account that set them', async () => {
  const builder = addApp(here.world, { slug: 'builder', owner: here.person('ada'), permissions: {} });
  const of = { app: builder, sha: tip(), name: 'build' };
  addCheckRun(here.world, here.repo, { ...of, status: 'completed', conclusion: 'skipped' });
  addCheckRun(here.world, here.repo, { ...of, name: 'lint', status: 'in_progress' });
  status(builder.bot);
  status(here.person('wil'), 'pending');
  status(here.person('wil'), 'error');
  const found = await shown();
  const run = { kind: 'run', by: { app: 'builder', id: builder.id } };
  expect(found).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ ...run, name: 'build', conclusion: 'skipped' }),
      expect.objectContaining({ ...run, name: 'lint', conclusion: null }),
      expect.objectContaining({ kind: 'status', name: 'scan', by: { app: 'builder' }, conclusion: 'success' }),
      expect.objectContaining({ kind: 'status', name: 'scan', by: { login: 'wil' }, conclusion: null }),
      expect.objectContaining({ kind: 'status', by: { login: 'wil' }, conclusion: 'error', url: 'https://scan.example/1' }),
    ]),
  );
  expect(found).toHaveLength(5);
});

test('more than a page is read whole, and more than anybody reads is no list', async () => {
  for (let each = 0; each < 250; each += 1) status(here.person('wil'));
  expect(await shown()).toHaveLength(250);
  for (let each = 0; each < 760; each += 1) status(here.person('wil'));
  await expect(shown()).rejects.toMatchObject({ fault: { kind: 'unclear' } });
});

test('what cannot be looked up is thrown, and never left out', async () => {
  here.sandbox.faults.add({ does: 'server-error', on: 'GET /repos/{owner}/{repo}/commits/{ref}/statuses' });
  await expect(shown()).rejects.toMatchObject({ fault: { kind: 'unavailable' } });
});
