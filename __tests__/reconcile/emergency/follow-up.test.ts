import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { emergencyIn, emergencyKey } from '../../../src/reconcile/emergency/emergency.ts';
import { followUp } from '../../../src/reconcile/emergency/follow-up.ts';
import { isPull, setIssueState } from '../../../src/sandbox/state/issues.ts';
import { type Bed, openBed } from '../bed.ts';

let bed: Bed;
const memory = {
  format: 'gonogo/emergency/1',
  by: { id: 1, login: 'ada' },
  reason: 'payments are down',
  url: 'https://github.com/acme/shop/pull/12',
  due: '2026-11-23T12:00:00Z',
  debts: ['backups', 'alerts'].map((item) => ({ item, title: `Title of ${item}`, issue: null })),
};

beforeEach(async () => {
  bed = await openBed();
  const row = { key: emergencyKey(bed.repo.id, 12), repoId: bed.repo.id, kind: 'emergency', number: 12, head: '' } as const;
  const held = bed.store.hold({ kind: 'pull', key: `${bed.repo.id}/12` });
  await held.write((writes) => writes.saveSubject({ ...row, base: 'main', isOpen: true, memory }));
});

afterEach(() => bed.close());

const issues = () => [...bed.repo.issues.values()].filter((issue) => !isPull(issue));
const run = (failures = 0) => {
  const held = bed.store.hold({ kind: 'pull', key: `${bed.repo.id}/12` }, { failures });
  return followUp({ world: bed.world, held, place: bed.place, number: 12 });
};
const row = async () => bed.store.read.subject(emergencyKey(bed.repo.id, 12));

test('each gets its issue once, however often it is looked at', async () => {
  await run();
  await run();
  expect(issues().map(({ title }) => title)).toEqual([
    'Skipped in an emergency: Title of backups',
    'Skipped in an emergency: Title of alerts',
  ]);
  const kept = await row();
  expect(kept && emergencyIn(kept)?.debts.map(({ issue }) => issue?.number)).toEqual(issues().map(({ number }) => number));
});

test('one that was opened and not noted is taken up again', async () => {
  const off = bed.sandbox.faults.add({ does: 'reset-after', on: 'POST /repos/{owner}/{repo}/issues', times: 1 });
  await expect(run()).rejects.toMatchObject({ fault: { kind: 'unclear' } });
  off();
  expect(issues()).toHaveLength(1);
  await run(1);
  expect(issues()).toHaveLength(2);
});

test('once all are settled it is over, and nothing is opened again', async () => {
  await run();
  for (const issue of issues()) setIssueState(bed.sandbox.world, issue, { state: 'closed', sender: bed.person('max') });
  await run();
  expect((await row())?.isOpen).toBe(false);
  await run();
  expect(issues()).toHaveLength(2);
});
