import { expect, test } from '@jest/globals';
import { noMemory } from '../../../src/reconcile/pull/memory.ts';
import { type RemindingInput, remind } from '../../../src/reconcile/pull/reminders.ts';
import { head, item, lead, now, policy, reviewer, say, second, verdictOf } from '../../verdict/cases.ts';

const owned = item('backups', { owner: { users: ['olga'], team: 'acme/ops' } });
const plain = item('alerts');
const items = [owned, plain];

function reminded(statements: RemindingInput['statements'], more: Partial<RemindingInput> = {}, of = items) {
  const at = more.now ?? now;
  const verdict = verdictOf({ items: of, statements, now: at });
  const found = remind({ policy: policy(of), verdict, statements, told: noMemory.told, now: at, ...more });
  const [notice] = found.outgoing;
  return { ...found, text: notice?.is === 'notice' ? notice.body : '' };
}

const waive = (about: typeof owned, until: string, at = now) => say('waive', about, { by: lead, until, at, reason: 'later' });

test('who waived is told three days before the end, and the owner instead where there is one', () => {
  const early = reminded([waive(plain, '2026-11-27T12:00:00Z')]);
  expect([early.outgoing, early.due]).toEqual([[], '2026-11-24T12:00:00.000Z']);
  const late = reminded([waive(owned, '2026-11-24T11:00:00Z'), waive(plain, '2026-11-24T11:00:00Z')]);
  expect(late.text.match(/@[\w/-]+/g)).toEqual(['@olga', '@acme/ops', '@lea']);
  expect(late.due).toBe('2026-11-22T00:00:00.000Z');
});

test('everybody once a day, however often it is looked at', () => {
  const statements = [waive(plain, '2026-11-23T12:00:00Z')];
  const first = reminded(statements);
  expect(first.outgoing).toHaveLength(1);
  expect(reminded(statements, { told: first.told }).outgoing).toEqual([]);
  const next = reminded(statements, { told: first.told, now: '2026-11-22T12:00:00Z' });
  expect(next.outgoing).toHaveLength(1);
  expect(Object.values(next.told.reminded)).toEqual(['2026-11-22']);
});

test('a lapse is told for a week, unless it was done or ended by somebody', () => {
  const lapsed = [waive(plain, '2026-11-20T12:00:00Z', '2026-11-10T12:00:00Z')];
  expect(reminded(lapsed).text).toContain('has ended');
  expect(reminded(lapsed, { now: '2026-11-28T12:00:00Z' }).outgoing).toEqual([]);
  expect(reminded([...lapsed, say('unwaive', plain, { by: reviewer })]).outgoing).toEqual([]);
  expect(reminded([...lapsed, say('tick', plain, { by: reviewer, head: head.sha, tree: head.tree })]).outgoing).toEqual([]);
});

test('who an overdue item was assigned to', () => {
  const due = item('alerts', { due: '2026-11-20T00:00:00Z' });
  const assigned = [say('assign', due, { by: lead, to: second })];
  expect(reminded(assigned, {}, [due]).text).toContain('@sue');
  expect(reminded([], {}, [due]).outgoing).toEqual([]);
});

test('nothing where nothing ends', () => {
  expect(reminded([])).toMatchObject({ outgoing: [], told: noMemory.told });
});
