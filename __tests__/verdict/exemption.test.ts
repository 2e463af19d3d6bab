import { describe, expect, test } from '@jest/globals';
import type { Item } from '../../src/checklist/model.ts';
import { digest } from '../../src/ground/json.ts';
import type { Statement } from '../../src/ledger/statement.ts';
import { uncovered } from '../../src/verdict/exemption.ts';
import {
  byGate,
  bySignOff,
  coverage,
  facts,
  item,
  lead,
  policy,
  reviewer,
  say,
  second,
  stateOf,
  stranger,
  verdictOf,
} from './cases.ts';

const until = '2026-12-01T00:00:00Z';
const good = { by: lead, reason: 'single region', until, via: 'command' } as const;

function stateAfter(about: Item, ...statements: Statement[]) {
  const voice = say('tick', item('other'), { by: second });
  const verdict = verdictOf({ items: [about, item('other')], statements: [...statements, voice] });
  return { state: stateOf(verdict, about.id).state, decision: verdict.decision };
}

describe.each(['na', 'waive'] as const)('%s', (act) => {
  const closed = act === 'na' ? 'not-applicable' : 'waived';
  const a = item('a');

  test('by the role, with a reason and an end, closes the item under its own name', () => {
    expect(stateAfter(a, say(act, a, good))).toEqual({ state: closed, decision: 'go' });
  });

  test.each<[string, Item, Partial<Statement>]>([
    ['by somebody without the role', a, { by: reviewer }],
    ['without a reason', a, { reason: '  ' }],
    ['that has ended', a, { until: '2026-11-21T12:00:00Z' }],
    ['whose end cannot be read', a, { until: 'never' }],
    ['for longer than may be', a, { until: act === 'na' ? '2027-11-22T11:00:01Z' : '2026-12-21T11:00:01Z' }],
    ['of the item as it was before', a, { itemDigest: digest('before') }],
    ['on a locked item', item('a', { locked: true }), {}],
    ['on a sign-off', item('a', { proof: bySignOff }), {}],
    ['on a roll-up', item('a', { proof: { by: 'items', of: ['other'] }, after: ['other'] }), {}],
  ])('%s does not', (_, about, more) => {
    const { state } = stateAfter(about, say(act, about, { ...good, ...more }));
    expect(state).not.toBe(closed);
    if (about.proof.by !== 'items') expect(stateAfter(about, say(act, about, { ...good, ...more })).decision).not.toBe('go');
  });

  test.each(['reason', 'until'] as const)('without %s does not', (key) => {
    const { [key]: _, ...rest } = say(act, a, good);
    expect(stateAfter(a, rest).decision).toBe('waiting');
  });

  test('by the author does not, whatever role they hold', () => {
    const verdict = verdictOf({ items: [a], statements: [say(act, a, good)], facts: { ...facts, authors: [lead.id] } });
    expect(stateOf(verdict, 'a').state).toBe('open');
  });

  test('by somebody who cannot be verified neither passes nor disappears', () => {
    expect(stateAfter(a, say(act, a, { ...good, by: stranger })).state).toBe('cannot-tell');
    const verdict = verdictOf({ items: [a], statements: [say(act, a, good)], facts: { ...facts, authors: null } });
    expect(stateOf(verdict, 'a').state).toBe('cannot-tell');
  });

  test('by nobody, when the policy names no role for it', () => {
    const statements = [say(act, a, good), say('sign', undefined, { by: second, via: 'review' })];
    const verdict = verdictOf({ policy: policy([a], { people: {} }), statements });
    expect(stateOf(verdict, 'a').state).toBe('open');
  });

  test('of the longest time allowed does', () => {
    const longest = act === 'na' ? '2027-11-21T11:00:00Z' : '2026-12-21T11:00:00Z';
    expect(stateAfter(a, say(act, a, { ...good, until: longest })).state).toBe(closed);
  });
});

test('not applicable is an answer about this code: it follows onPush', () => {
  const a = item('a', { onPush: 'reset' });
  expect(stateAfter(a, say('na', a, { ...good, head: 'bbbb', tree: 'tree-b' })).state).toBe('open');
  expect(stateAfter(a, say('waive', a, { ...good, head: 'bbbb', tree: 'tree-b' })).state).toBe('waived');
});

describe('the policy itself says that an item does not apply', () => {
  const notApplicable = { reason: 'single region', until };
  test.each<[string, Partial<Item>, string]>([
    ['until its end', { notApplicable }, 'not-applicable'],
    ['but not after it', { notApplicable: { ...notApplicable, until: '2026-11-01T00:00:00Z' } }, 'open'],
    ['but not of a locked item', { notApplicable, locked: true }, 'open'],
    ['but not of a sign-off', { notApplicable, proof: bySignOff }, 'open'],
  ])('%s', (_, more, state) => {
    expect(stateAfter(item('a', more)).state).toBe(state);
  });
});

describe('a waiver of a failed gate', () => {
  const a = item('a', { proof: byGate });
  const waive = (covers: Statement['covers']) => say('waive', a, { ...good, ...(covers && { covers }) });
  const judged = (lines: number, covers: Statement['covers']) =>
    stateOf(verdictOf({ items: [a], evidence: [coverage(lines)], statements: [waive(covers)] }), 'a').state;

  test('covers what it was given for, and what is not worse', () => {
    expect(judged(70, [{ finding: 'lines', value: 70 }])).toBe('waived');
    expect(judged(75, [{ finding: 'lines', value: 70 }])).toBe('waived');
  });

  test('is not stretched over a new finding, a worse one, or anything unnamed', () => {
    expect(judged(69, [{ finding: 'lines', value: 70 }])).toBe('failed');
    expect(judged(70, [{ finding: 'branches', value: 70 }])).toBe('failed');
    expect(judged(70, [{ finding: 'lines' }])).toBe('failed');
    expect(judged(70, undefined)).toBe('failed');
  });

  test('does not stand in for evidence that is not there', () => {
    const verdict = verdictOf({ items: [a], statements: [waive([{ finding: 'lines', value: 70 }])] });
    expect(stateOf(verdict, 'a').state).toBe('cannot-tell');
  });

  test('says what it does not cover', () => {
    const verdict = verdictOf({ items: [a], evidence: [coverage(60)], statements: [waive([{ finding: 'lines', value: 70 }])] });
    expect(stateOf(verdict, 'a').because).toContain('the waiver does not cover');
  });
});

test.each([
  [{ id: 'x' }, { finding: 'x' }, 0],
  [{ id: 'x' }, { finding: 'x', value: 1 }, 1],
  [{ id: 'x', value: 3, better: 'lower' as const }, { finding: 'x', value: 3 }, 0],
  [{ id: 'x', value: 4, better: 'lower' as const }, { finding: 'x', value: 3 }, 1],
  [{ id: 'x', value: 2, better: 'lower' as const }, { finding: 'x', value: 3 }, 0],
  [{ id: 'x', value: 2 }, { finding: 'x', value: 3 }, 1],
  [{ id: 'x', value: Number.NaN, better: 'lower' as const }, { finding: 'x', value: 3 }, 1],
])('%j against a waiver of %j leaves %i', (finding, cover, left) => {
  const statement = { ...say('waive', item('a')), covers: [cover] };
  expect(uncovered([{ title: 't', ...finding }], [{ statement, right: 'yes', until }])).toHaveLength(left);
});
