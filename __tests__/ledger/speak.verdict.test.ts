import { expect, test } from '@jest/globals';
import type { Item } from '../../src/checklist/model.ts';
import { verbs } from '../../src/ledger/commands/verbs.ts';
import { hear } from '../../src/ledger/hear.ts';
import type { Named } from '../../src/ledger/named.ts';
import type { CommandOccasion } from '../../src/ledger/speak.ts';
import { type Statement, subjectKey } from '../../src/ledger/statement.ts';
import { asRead } from '../../src/verdict/as-read.ts';
import {
  byGate,
  bySignOff,
  coverage,
  facts,
  head,
  item,
  lead,
  now,
  policy,
  pullRequest,
  reviewer,
  stateOf,
  verdictOf,
} from '../verdict/cases.ts';

// What is said in a comment, all the way to the verdict.
const standing = { standing: { lasts: 90, voidIfChanged: [] } };
const those: readonly Item[] = [
  item('backups'),
  item('firewall', { asked: standing }),
  item('coverage', { proof: byGate }),
  item('security', { proof: { ...bySignOff, via: 'command' } }),
];

const named: readonly Named[] = those.map(({ id, title }, at) => ({ id, handle: `x-${at + 1}`, title, sections: [] }));
const failing = verdictOf({ items: those, evidence: [coverage(70)] });
const items = new Map(
  those.map((each) => [each.id, asRead(each, { repoId: pullRequest.repoId, verdict: stateOf(failing, each.id) })]),
);

function said(body: string, more: Partial<CommandOccasion> = {}): Statement[] {
  const occasion = {
    comment: 1,
    by: lead,
    at: '2026-11-21T11:00:00Z',
    head: head.sha,
    tree: head.tree,
    scope: { subject: subjectKey(pullRequest) },
    people: new Map(),
    ...more,
  };
  return hear(body, { named, items, occasion }).flatMap((heard) => (heard.is === 'said' ? heard.said.statements : []));
}

const judged = (statements: readonly Statement[], at = now) =>
  verdictOf({ policy: policy(those), statements, evidence: [coverage(70)], facts, now: at });

test('ticks, signatures and waivers close what they speak of', () => {
  const verdict = judged(said('/gonogo tick x-1 x-2\n/gonogo sign x-4\n/gonogo waive x-3 until: 30d reason: next week'));
  expect(those.map(({ id }) => stateOf(verdict, id).state)).toEqual(['ticked', 'standing', 'waived', 'signed']);
});

test('what was said can be taken back', () => {
  const later = { comment: 2, at: '2026-11-21T11:30:00Z' };
  const verdict = judged([
    ...said('/gonogo tick x-1 x-2\n/gonogo sign x-4\n/gonogo waive x-3 until: 30d reason: next week'),
    ...said('/gonogo untick x-1..x-2\n/gonogo unsign x-4\n/gonogo unwaive x-3', later),
  ]);
  expect(those.map(({ id }) => stateOf(verdict, id).state)).toEqual(['open', 'open', 'failed', 'open']);
});

test('a waiver of what is done changes nothing, a second one holds when the first has ended, and each is ended by itself', () => {
  const both = said('/gonogo tick x-1\n/gonogo waive x-1, x-3 until: 2d reason: first');
  expect(stateOf(judged(both), 'backups').state).toBe('ticked');
  const second = said('/gonogo waive x-3 until: 20d reason: second', { comment: 2, at: '2026-11-21T11:10:00Z' });
  const inTime = '2026-11-22T12:00:00Z';
  const after = '2026-11-30T12:00:00Z';
  expect(stateOf(judged(both, inTime), 'coverage').state).toBe('waived');
  expect(stateOf(judged(both, after), 'coverage').state).not.toBe('waived');
  expect(stateOf(judged([...both, ...second], after), 'coverage').state).toBe('waived');
  const waived = said('/gonogo waive x-1 x-3 until: 2d reason: both');
  const ended = judged([...waived, ...said('/gonogo unwaive x-1', { comment: 3, at: '2026-11-21T11:20:00Z' })]);
  expect(['backups', 'coverage'].map((id) => stateOf(ended, id).state)).toEqual(['open', 'waived']);
});

test.each(['waive', 'na'] as const)('the longest end of %s is the longest that counts', (verb) => {
  const { longestDays } = verbs[verb];
  const [statement] = said(`/gonogo ${verb} x-1 until: ${longestDays}d reason: x`);
  if (statement === undefined) throw new Error('nothing was said');
  const longer = { ...statement, until: (statement.until ?? '').replace(':00Z', ':01Z') };
  expect(stateOf(judged([statement]), 'backups').state).toBe(verb === 'waive' ? 'waived' : 'not-applicable');
  expect(stateOf(judged([longer]), 'backups').state).toBe('open');
  expect(said(`/gonogo ${verb} x-1 until: ${longestDays + 1}d reason: x`)).toEqual([]);
});

test('a hold and an emergency are heard', () => {
  const held = judged(said('/gonogo hold the database is moving', { by: reviewer }));
  expect(held.obstacles).toMatchObject([{ because: 'held by bob: the database is moving' }, {}]);
  expect(judged(said('/gonogo break-glass payments are down')).emergency).toMatchObject({ reason: 'payments are down' });
});
