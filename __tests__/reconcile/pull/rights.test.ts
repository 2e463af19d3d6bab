import { describe, expect, test } from '@jest/globals';
import type { Act } from '../../../src/ledger/statement.ts';
import { isOutsider, notAllowed, refusedKey, settled, whyNot } from '../../../src/reconcile/pull/rights.ts';
import { author, bot, bySignOff, facts, item, lead, outsider, policy, reviewer, say, stranger } from '../../verdict/cases.ts';

const ticked = item('backups');
const signed = item('security', { proof: bySignOff });
const context = { policy: policy([ticked, signed]), facts };
const readerFacts = {
  login: 'out',
  kind: 'human',
  permission: 'read',
  teams: { 'acme/leads': 'not-member', 'acme/release': 'not-member' },
  codeowner: 'no',
} as const;
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

test('taking back and stopping is for everybody who works here or holds a role, and for no stranger', () => {
  for (const act of ['untick', 'unsign', 'unwaive', 'assign', 'hold', 'release-hold'] as const) {
    expect([act, why(act, outsider), why(act, reviewer), why(act, lead)]).toEqual([act, 'no', undefined, undefined]);
    expect([act, why(act, stranger)]).toEqual([act, 'unknown']);
  }
});

test('nobody needs a right to take back their own signature, and theirs alone', () => {
  const said = [say('sign', signed, { by: outsider })];
  const taken = say('unsign', signed, { by: outsider });
  expect(whyNot(taken, { ...context, said })).toBeUndefined();
  expect(settled(taken, { ...context, said })).toEqual([taken]);
  expect(whyNot(taken, { ...context, said: [say('sign', signed, { by: lead })] })?.because).toBe('no');
  expect(whyNot(say('unsign', ticked, { by: outsider }), { ...context, said })?.because).toBe('no');
});

describe('on record', () => {
  const refused = (act: Act, by: typeof author, about = ticked) => settled(say(act, about, { by }), context);

  test('the word of somebody who certainly may not is refused, and known by a name of its own', () => {
    const said = say('tick', ticked, { by: outsider });
    expect(settled(said, context)).toEqual([
      expect.objectContaining({
        act: 'refused',
        by: outsider,
        item: 'backups',
        key: refusedKey(said.key),
        reason: 'tick: they may not',
      }),
    ]);
    expect(refused('waive', author)[0]?.reason).toBe('waive: nobody does this for a change of their own');
    expect(refused('tick', bot)[0]?.reason).toBe('tick: bots never may');
  });

  test('what counts, and what cannot be told, stays as it was said', () => {
    for (const by of [reviewer, stranger]) {
      const said = say('tick', ticked, { by });
      expect(settled(said, context)).toEqual([said]);
    }
  });

  test('a review signs what its author may sign, and nothing is said of the rest', () => {
    expect(settled(say('sign', signed, { by: outsider, via: 'review' }), context)).toEqual([]);
    expect(settled(say('sign', undefined, { by: outsider, via: 'review' }), context)[0]?.act).toBe('refused');
    expect(settled(say('sign', undefined, { by: reviewer, via: 'review' }), context)[0]?.act).toBe('sign');
  });
});

test('a stranger is who has no part in it and no access that somebody gave them', () => {
  const of = (person: typeof author, isPublic: boolean) => isOutsider(person, { ...context, isPublic });
  expect([of(outsider, true), of(reviewer, true), of(author, true), of(stranger, true)]).toEqual([true, false, false, false]);
  const reader = { ...context, facts: { ...facts, people: { ...facts.people, [String(outsider.id)]: readerFacts } } };
  expect(isOutsider(outsider, { ...reader, isPublic: false })).toBe(false);
  expect(isOutsider(outsider, { ...reader, isPublic: true })).toBe(true);
});

test('what one command said of several items is answered once', () => {
  const both = [item('backups'), item('alerts')];
  const statements = both.map((each) => say('tick', each, { by: outsider }));
  const called = (id: string) => ({ id, title: id, handle: id });
  const refused = notAllowed('tick', statements, { ...context, policy: policy(both), called });
  expect(refused.map(({ because, items }) => [because, items.length])).toEqual([['no', 2]]);
  expect(notAllowed('tick', [say('tick', ticked, { by: reviewer })], { ...context, called })).toEqual([]);
});
