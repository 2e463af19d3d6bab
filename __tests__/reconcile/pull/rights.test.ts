import { describe, expect, test } from '@jest/globals';
import type { Act } from '../../../src/ledger/statement.ts';
import { notAllowed, whyNot } from '../../../src/reconcile/pull/rights.ts';
import { author, bot, bySignOff, facts, item, lead, outsider, policy, reviewer, say, stranger } from '../../verdict/cases.ts';

const ticked = item('backups');
const signed = item('security', { proof: bySignOff });
const context = { policy: policy([ticked, signed]), facts };
const why = (act: Act, by: typeof author, about = ticked) => whyNot(say(act, about, { by }), context)?.because;

describe('a tick', () => {
  test.each([
    ['of somebody with write access counts', reviewer, undefined],
    ['of an outsider does not', outsider, 'no'],
    ['of a program does not', bot, 'bot'],
    ['of somebody who was not looked up cannot be told', stranger, 'unknown'],
  ] as const)('%s', (_name, by, because) => expect(why('tick', by)).toBe(because));
});

test('nobody signs, waives or leaves out for a change of their own', () => {
  for (const act of ['sign', 'na', 'waive', 'break-glass'] as const) expect(why(act, author, signed)).toBe('own');
  expect(why('tick', author)).toBeUndefined();
});

test('a role that nobody was given is nobody’s', () => {
  const nobody = { ...context, policy: policy([ticked], { people: {} }) };
  for (const act of ['na', 'waive', 'break-glass'] as const) {
    expect(whyNot(say(act, ticked, { by: lead }), nobody)?.because).toBe('no');
  }
});

test('taking back and stopping is everybody’s', () => {
  for (const act of ['untick', 'unsign', 'unwaive', 'assign', 'hold', 'release-hold', 'refused'] as const)
    expect(why(act, outsider)).toBeUndefined();
});

test('what one command said of several items is answered once', () => {
  const both = [item('backups'), item('alerts')];
  const statements = both.map((each) => say('tick', each, { by: outsider }));
  const called = (id: string) => ({ id, title: id, handle: id });
  const refused = notAllowed('tick', statements, { ...context, policy: policy(both), called });
  expect(refused.map(({ because, items }) => [because, items.length])).toEqual([['no', 2]]);
  expect(notAllowed('tick', [say('tick', ticked, { by: reviewer })], { ...context, called })).toEqual([]);
});
