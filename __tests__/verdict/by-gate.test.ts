import { describe, expect, test } from '@jest/globals';
import type { Item } from '../../src/checklist/model.ts';
import type { Judgement } from '../../src/gates/engine/contract.ts';
import { fold } from '../../src/ledger/fold.ts';
import type { Statement } from '../../src/ledger/statement.ts';
import { closeBy } from '../../src/verdict/by-gate.ts';
import { startClock } from '../../src/verdict/context.ts';
import type { GateAnswer, State } from '../../src/verdict/verdict.ts';
import { byGate, coverage, facts, item, now, policy, pullRequest, say, stateOf, verdictOf } from './cases.ts';

const about = (one: Item, ...statements: Statement[]) => stateOf(verdictOf({ items: [one], statements }), one.id);

describe('an item that a gate proves', () => {
  test('is proved by the gate alone: a tick does not help', () => {
    const a = item('a', { proof: byGate });
    expect(about(a, say('tick', a)).state).toBe('cannot-tell');
  });

  test('shows support, which never closes a box', () => {
    const use = byGate.use;
    const a = item('a', { proof: { by: 'person', who: { write: true }, support: [use], couldBe: [] } });
    const shown = stateOf(verdictOf({ items: [a], evidence: [coverage(99)] }), 'a');
    expect(shown).toMatchObject({ state: 'open', support: [{ judgement: { result: 'pass' } }] });
  });
});

describe('what an answer means', () => {
  const context = {
    subject: pullRequest,
    policy: policy([]),
    facts,
    evidence: [],
    standpoint: fold([]),
    standing: new Map(),
    clock: startClock(now),
  };
  const answer = (result: Judgement['result'], state: GateAnswer['state'] = 'judged'): GateAnswer => ({
    gate: 'coverage',
    state,
    judgement: {
      result,
      summary: 'so it is',
      measured: [],
      findings: result === 'fail' ? [{ id: 'x', title: 'x' }] : [],
      remedy: 'mend it',
    },
  });
  const closed = (given: GateAnswer, more: Partial<Item> = {}, accept = {}) =>
    closeBy(
      { answer: given, claims: [{ judgement: given.judgement, trusted: true, evidence: coverage(90) }] },
      { item: item('a', more), proof: { ...byGate, ...accept } },
      context,
    );

  test.each<[GateAnswer, Partial<Item>, object, State]>([
    [answer('pass'), {}, {}, 'passed'],
    [answer('fail'), {}, {}, 'failed'],
    [answer('cannot-tell'), {}, {}, 'cannot-tell'],
    [answer('cannot-tell', 'missing'), {}, {}, 'cannot-tell'],
    [answer('cannot-tell', 'waiting'), {}, {}, 'waiting'],
    [answer('cannot-tell', 'stale'), {}, {}, 'stale'],
    [answer('not-applicable'), {}, {}, 'cannot-tell'],
    [answer('not-applicable'), { level: 'should' }, {}, 'cannot-tell'],
    [answer('not-applicable'), { level: 'may' }, {}, 'not-applicable'],
    [answer('not-applicable'), {}, { acceptNotApplicable: 'no images here' }, 'not-applicable'],
    [answer('fail'), { level: 'may' }, { acceptNotApplicable: 'no images here' }, 'failed'],
  ])('%j of %j, accepting %j', (given, more, accept, state) => {
    expect(closed(given, more, accept).state).toBe(state);
  });

  test('a failure that names no finding is covered by no waiver, and by the lack of one neither', () => {
    const vague = answer('fail');
    expect(closed({ ...vague, judgement: { ...vague.judgement, findings: [] } })).toMatchObject({
      state: 'failed',
      because: 'so it is',
    });
  });

  test('what blocks says what to do, and what was accepted says why', () => {
    expect(closed(answer('fail')).next).toBe('mend it');
    expect(closed(answer('not-applicable')).next).toContain('acceptNotApplicable');
    expect(closed(answer('not-applicable'), {}, { acceptNotApplicable: 'no images here' }).because).toContain('no images here');
  });
});
