import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { PullSnapshot } from '../../../src/reconcile/ports/snapshot.ts';
import { changeOf, type FactsInput, factsOf } from '../../../src/reconcile/pull/facts.ts';
import { item, policy, say } from '../../verdict/cases.ts';
import { type Bed, openBed } from '../bed.ts';

let bed: Bed;
let snapshot: PullSnapshot;

beforeAll(async () => {
  bed = await openBed();
  const { number } = await bed.release('next', { 'api/a.txt': '1', 'docs/b.txt': '2' });
  const found = await bed.platform.pull({ place: bed.place, number, boards: [], checks: [] });
  if (found === undefined) throw new Error('there is no such pull request');
  snapshot = found;
});

afterAll(() => bed.close());

async function facts(more: Partial<FactsInput> = {}) {
  const change = await changeOf(bed.platform, snapshot);
  const none = { statements: [], heads: [], pushers: [], labels: [], people: {}, debts: [] };
  return factsOf({ platform: bed.platform, snapshot, change, ...none, ...more });
}

test('what changed is told from the trees', async () => {
  expect((await facts()).changedPaths).toEqual(['api/a.txt', 'docs/b.txt']);
});

test('what could not be established is null, and nothing else', async () => {
  const unknown = await facts({ change: null, labels: null, snapshot: { ...snapshot, committers: null } });
  expect(unknown).toMatchObject({ changedPaths: null, components: null, labels: null, authors: null, head: { changeSet: null } });
  expect((await facts({ snapshot: { ...snapshot, author: null } })).authors).toBeNull();
});

test('without a base, or where the two have nothing in common, the change is not known', async () => {
  expect(await changeOf(bed.platform, { ...snapshot, base: { ...snapshot.base, tip: null } })).toBeNull();
  expect(await changeOf({ ...bed.platform, mergeBase: async () => null }, snapshot)).toBeNull();
  expect(await changeOf({ ...bed.platform, tree: async () => null }, snapshot)).toBeNull();
});

test('authors are who opened it, whose commits it has, and who pushed, each once', async () => {
  const max = bed.person('max');
  const pusher = { id: max.id, login: 'max', kind: 'human' } as const;
  const wil = bed.person('wil').id;
  expect((await facts({ pushers: [pusher, pusher] })).authors).toEqual([wil, max.id]);
});

test('components are those whose files it touches', async () => {
  const components = { web: { paths: ['web/**'] }, api: { paths: ['api/**'] } };
  const own = policy([item('a')], { components });
  expect((await facts({ policy: own })).components).toEqual(['api']);
});

test('a commit on which somebody spoke is known by its tree, and what changed since where an item asks for that', async () => {
  const base = snapshot.base.tip;
  if (base === null) throw new Error('there is no base');
  const statements = [say('tick', item('a'), { head: base.sha }), say('tick', item('a'), { head: 'never-seen' })];
  const heads = [{ sha: base.sha, at: '2026-11-21T12:00:00Z', tree: base.tree, changeSet: null }];
  const plain = await facts({ statements, heads, policy: policy([item('a')]) });
  expect(plain.commits).toEqual({ [base.sha]: { tree: base.tree, changeSet: null, changedSince: null } });
  const asking = policy([item('a', { onPush: { resetIfChanged: ['api/**'] } })]);
  const asked = await facts({ statements, heads, policy: asking });
  expect(asked.commits[base.sha]?.changedSince).toEqual(['api/a.txt', 'docs/b.txt']);
});
