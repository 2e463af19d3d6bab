import { expect, test } from '@jest/globals';
import { debtsIn, settledIn } from '../../../src/reconcile/emergency/debts.ts';
import type { EmergencyMemory } from '../../../src/reconcile/emergency/emergency.ts';
import type { Actor } from '../../../src/reconcile/ports/place.ts';
import type { Issue } from '../../../src/reconcile/ports/platform.ts';
import type { World } from '../../../src/reconcile/world.ts';
import { memoryStore } from '../memory-store.ts';

const now = '2026-11-21T12:00:00.000Z';
const place = { installation: 1, repoId: 7, owner: 'acme', name: 'shop' };
const max: Actor = { id: 3, login: 'max', kind: 'human' };
const memory: EmergencyMemory = {
  format: 'gonogo/emergency/1',
  by: { id: 1, login: 'ada' },
  reason: 'payments are down',
  url: 'https://github.com/acme/shop/pull/12',
  due: '2026-11-23T12:00:00Z',
  debts: [{ item: 'backups', title: 'Backups', issue: { number: 9, url: 'https://github.com/acme/shop/issues/9' } }],
};

function worldWith(issue: Partial<Issue> | undefined, permission = 'write'): World {
  const found = issue && { number: 9, url: 'u', body: '', state: 'open', closedBy: null, ...issue };
  const platform = {
    issue: async () => found,
    people: async () => ({ 3: { login: 'max', kind: 'human', permission, teams: {}, codeowner: 'unknown' } }),
  };
  return { store: memoryStore(() => now), now: () => now, platform } as unknown as World;
}

test.each([
  ['closed as done by somebody with write access', { state: 'done', closedBy: max }, 'write', true],
  ['still open', { state: 'open' }, 'write', false],
  ['closed, and not as done', { state: 'dismissed', closedBy: max }, 'write', false],
  ['closed by who broke the glass', { state: 'done', closedBy: { ...max, id: 1 } }, 'admin', false],
  ['closed by a program', { state: 'done', closedBy: { ...max, kind: 'bot' } }, 'write', false],
  ['closed by nobody who is known', { state: 'done', closedBy: null }, 'write', false],
  ['closed by somebody without write access', { state: 'done', closedBy: max }, 'triage', false],
  ['closed by somebody of whom nothing can be told', { state: 'done', closedBy: max }, 'unknown', false],
] as const)('%s: %#', async (_what, issue, permission, expected) => {
  expect(await settledIn(worldWith(issue, permission), place, memory)).toEqual([expected]);
});

test('an issue that is gone, or was never opened, settles nothing', async () => {
  expect(await settledIn(worldWith(undefined), place, memory)).toEqual(['gone']);
  const unopened = { ...memory, debts: [{ item: 'backups', title: 'Backups', issue: null }] };
  expect(await settledIn(worldWith({ state: 'done', closedBy: max }), place, unopened)).toEqual([false]);
});

async function debtsOf(world: World, kept: unknown) {
  const store = world.store as ReturnType<typeof memoryStore>;
  const row = { key: '7/emergency/12', repoId: 7, kind: 'emergency', number: 12, head: '', base: 'main', isOpen: true } as const;
  await store.hold({ kind: 'pull', key: '7/12' }).write((writes) => writes.saveSubject({ ...row, memory: kept }));
  const debts = await debtsIn(world, place);
  return { debts, wanted: store.wanted().map(({ key }) => key) };
}

test('what is owed is told with its issue, and one that is settled gets a look of its own', async () => {
  expect((await debtsOf(worldWith({}), memory)).debts).toEqual([
    { item: 'backups', due: '2026-11-23T12:00:00Z', link: 'https://github.com/acme/shop/issues/9' },
  ]);
  const settled = await debtsOf(worldWith({ state: 'done', closedBy: max }), memory);
  expect([settled.debts, settled.wanted]).toEqual([[], ['7/12']]);
});

test('what cannot be read is owed', async () => {
  expect((await debtsOf(worldWith({}), { format: 'gonogo/emergency/9' })).debts).toHaveLength(1);
});
