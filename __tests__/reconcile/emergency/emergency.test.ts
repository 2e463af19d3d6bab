import { expect, test } from '@jest/globals';
import { emergencyIn, emergencyRow } from '../../../src/reconcile/emergency/emergency.ts';
import { noMemory, type PullMemory } from '../../../src/reconcile/pull/memory.ts';
import { head, item, lead, now, say, verdictOf } from '../../verdict/cases.ts';

const items = [item('backups'), item('alerts')];
const broken = verdictOf({
  items,
  statements: [say('break-glass', undefined, { by: lead, reason: 'payments are down', head: head.sha, tree: head.tree })],
});
const merged = { repoId: 7, number: 12, url: 'https://github.com/acme/shop/pull/12', head: head.sha, base: 'main', now };
const memory = (verdict: PullMemory['verdict']): PullMemory => ({ ...noMemory, verdict });

test('what was skipped is owed from the merge on, for two days', () => {
  const row = emergencyRow(memory(broken), merged);
  expect(row).toMatchObject({ key: '7/emergency/12', kind: 'emergency', number: 12, isOpen: true, head: '' });
  expect(row && emergencyIn(row)).toMatchObject({
    by: lead,
    reason: 'payments are down',
    due: '2026-11-23T12:00:00.000Z',
    debts: [
      { item: 'backups', issue: null },
      { item: 'alerts', issue: null },
    ],
  });
});

test('nothing is owed by what went in the ordinary way, or was merged on another commit', () => {
  expect(emergencyRow(memory(verdictOf({ items })), merged)).toBeUndefined();
  expect(emergencyRow(memory(null), merged)).toBeUndefined();
  expect(emergencyRow(memory({ ...broken, head: 'bbbb' }), merged)).toBeUndefined();
});

test('what another version kept is not read as nothing', () => {
  const row = emergencyRow(memory(broken), merged);
  expect(row && emergencyIn({ ...row, memory: { format: 'gonogo/emergency/9' } })).toBeUndefined();
});
