import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { CheckWish } from '../../src/reconcile/ports/platform.ts';
import { addApp, install } from '../../src/sandbox/state/accounts.ts';
import { addCheckRun } from '../../src/sandbox/state/checks.ts';
import { everything } from '../sandbox/town.ts';
import { type Here, openPlatform, requests, wishOf } from './open.ts';

let here: Here;
beforeAll(async () => {
  here = await openPlatform();
});
afterAll(() => here.close());

const head = (name: string) => here.pull(name).pull.headSha;
const runs = (sha: string) => (here.repo.suites.get(sha) ?? []).flatMap((suite) => suite.runs);

function annotations(count: number, from = 0): CheckWish['output']['annotations'] {
  const all = Array.from({ length: count }, (_, at) => {
    const level = (['failure', 'warning', 'notice'] as const)[at % 3] ?? 'notice';
    return { path: 'src/a.ts', line: from + at + 1, level, title: `t${at}`, message: 'm' };
  });
  return Array.from({ length: Math.ceil(count / 50) }, (_, at) => all.slice(at * 50, at * 50 + 50));
}

test('all of it arrives, with what is beside lines in pieces of fifty', async () => {
  const sha = head('whole');
  const wish = wishOf(sha, { detailsUrl: 'https://example.com/x', annotations: annotations(120) });
  const from = here.sandbox.journal.length;
  const run = await here.platform.createCheck({ place: here.place, wish });
  expect(requests(here, from)).toHaveLength(3);
  expect(run).toMatchObject({ name: 'gonogo', sha, externalId: 'subject 1', status: 'completed', conclusion: 'failure' });
  const [made] = runs(sha);
  expect(made).toMatchObject({
    id: run.id,
    externalId: 'subject 1',
    detailsUrl: 'https://example.com/x',
    actions: [{ label: 'Check again', description: 'Look again', identifier: 'recheck' }],
    output: { title: 'NO-GO: 1 failed', summary: 'One item failed.', text: 'More of it.' },
  });
  expect(made?.output.annotations).toHaveLength(120);
  expect(made?.output.annotations[1]).toMatchObject({
    path: 'src/a.ts',
    start_line: 2,
    end_line: 2,
    annotation_level: 'warning',
    title: 't1',
  });
});

test('an update turns it green and adds beside lines only what is not there', async () => {
  const sha = head('update');
  const { id } = await here.platform.createCheck({ place: here.place, wish: wishOf(sha, { annotations: annotations(3) }) });
  const green = wishOf(sha, { status: 'completed', conclusion: 'success', annotations: annotations(5) });
  const update = () => here.platform.updateCheck({ place: here.place, run: id, wish: green });
  expect(await update()).toMatchObject({ id, conclusion: 'success' });
  await update();
  expect(runs(sha)[0]?.output.annotations.map(({ start_line: line }) => line)).toEqual([1, 2, 3, 4, 5]);
});

test('one call where there is nothing beside lines', async () => {
  const sha = head('bare');
  const { id } = await here.platform.createCheck({ place: here.place, wish: wishOf(sha) });
  const from = here.sandbox.journal.length;
  await here.platform.updateCheck({ place: here.place, run: id, wish: wishOf(sha) });
  expect(requests(here, from)).toEqual(['PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}']);
});

test('in progress has no conclusion, and what is over does not go back', async () => {
  const sha = head('progress');
  const { name, title, summary, text, annotations: beside, actions } = wishOf(sha).output;
  const output = { name, title, summary, text, annotations: beside, actions, status: 'in_progress' } as const;
  const going: CheckWish = { ...wishOf(sha), output };
  const run = await here.platform.createCheck({ place: here.place, wish: going });
  expect(run).toMatchObject({ status: 'in_progress', conclusion: null });
  await here.platform.updateCheck({ place: here.place, run: run.id, wish: wishOf(sha) });
  await expect(here.platform.updateCheck({ place: here.place, run: run.id, wish: going })).rejects.toMatchObject({
    fault: { kind: 'refused' },
  });
});

test.each(['neutral', 'skipped', 'stale'])('%s, which would let a merge through, is never published', async (conclusion) => {
  const sha = here.root;
  const wish = wishOf(sha, { conclusion } as unknown as CheckWish['output'] & { status: 'completed' });
  const from = here.sandbox.journal.length;
  await expect(here.platform.createCheck({ place: here.place, wish })).rejects.toThrow(TypeError);
  await expect(here.platform.updateCheck({ place: here.place, run: 1, wish })).rejects.toThrow(TypeError);
  expect(requests(here, from)).toEqual([]);
});

test('the newest of our own of that name: not that of another App, not of another name', async () => {
  const sha = head('mine');
  const look = (name: string) => here.platform.check({ place: here.place, sha, name });
  expect(await look('gonogo')).toBeUndefined();
  const other = addApp(here.world, { slug: 'other', owner: here.acme.account, permissions: everything });
  install(here.world, other, { account: here.acme.account });
  addCheckRun(here.world, here.repo, { app: other, sha, name: 'gonogo', conclusion: 'success' });
  expect(await look('gonogo')).toBeUndefined();
  await here.platform.createCheck({ place: here.place, wish: wishOf(sha) });
  const newest = await here.platform.createCheck({ place: here.place, wish: wishOf(sha) });
  expect(await look('gonogo')).toEqual(newest);
  expect(await look('gonogo observe')).toBeUndefined();
});
