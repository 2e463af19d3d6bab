import { expect, test } from '@jest/globals';
import type { Item } from '../../src/checklist/model.ts';
import type { Statement } from '../../src/ledger/statement.ts';
import { byPerson, coverageUse, item, lead, outsider, reviewer, say, second, stateOf, stranger, verdictOf } from './cases.ts';

const shown = (one: Item, ...said: Parameters<typeof say>[]) =>
  stateOf(verdictOf({ items: [one], statements: said.map((each) => say(...each)) }), 'a');

test.each<[Partial<Item>, boolean]>([
  [{}, true],
  [{ level: 'should' }, false],
  [{ level: 'may' }, false],
  [{ phase: 'sign-off' }, true],
  [{ phase: 'verify' }, false],
  [{ when: { labels: ['no'] } }, false],
])('%j is required of a pull request: %s', (more, required) => {
  expect(shown(item('a', more)).required).toBe(required);
});

test('what is overdue is due, reached and not done', () => {
  const due = { due: '2026-11-21T10:00:00Z' };
  const a = item('a', due);
  expect(shown(a)).toMatchObject({ ...due, overdue: true });
  expect(shown(a, ['tick', a]).overdue).toBe(false);
  expect(shown(item('a', { due: '2026-11-22T10:00:00Z' })).overdue).toBe(false);
});

test('shows who has it, and what could prove it', () => {
  const a = item('a', { proof: { ...byPerson, by: 'person', couldBe: [coverageUse] } as Item['proof'] });
  expect(shown(a, ['assign', a, { to: reviewer }])).toMatchObject({ assigned: reviewer, couldBe: ['coverage'] });
});

test('what is done has nothing next', () => {
  const a = item('a');
  expect([shown(a).next, shown(a, ['tick', a]).next]).toEqual([expect.stringContaining('write access'), undefined]);
});

test('says how a sign-off is given, and of nothing else', () => {
  const signed = item('a', { proof: { by: 'sign-off', role: 'lead', count: 1, via: 'command', support: [] } });
  expect([shown(signed).via, shown(item('a')).via]).toEqual(['command', undefined]);
});

const voidWhen = { when: { labels: ['no'] } };
const notHere = { notApplicable: { reason: 'single region', until: '2027-06-01T00:00:00Z' } };
const byBox: Item['proof'] = { by: 'sign-off', role: 'lead', count: 2, via: 'box', support: [] };

/** A box that falls back although its tick is on record would be a lost tick in the eyes of whoever ticked it. */
test.each<[string, Partial<Item>, Partial<Statement>[], boolean]>([
  ['nobody spoke', {}, [], false],
  ['ticked', {}, [{}], true],
  ['ticked by somebody who cannot be verified', {}, [{ by: stranger }], true],
  ['ticked by somebody who may not', {}, [{ by: outsider }], false],
  ['ticked before a push that resets it', { onPush: 'reset' }, [{ head: 'bbbb', tree: 'tree-b' }], false],
  ['ticked too early', { after: ['b'] }, [{}], true],
  ['ticked, and its condition does not hold', voidWhen, [{}], true],
  ['open, and its condition does not hold', voidWhen, [], false],
  ['ticked, and the policy says that it does not apply', notHere, [{}], true],
  ['signed by one of two', { proof: byBox }, [{ act: 'sign', by: lead }], false],
  [
    'signed by both',
    { proof: byBox },
    [
      { act: 'sign', by: lead },
      { act: 'sign', by: second },
    ],
    true,
  ],
])('%s: its box is ticked: %s', (_, more, said, answered) => {
  const a = item('a', more);
  const statements = said.map(({ act = 'tick', ...rest }) => say(act, a, rest));
  const found = stateOf(verdictOf({ items: [a, item('b')], statements }), 'a');
  expect(found.answered ?? false).toBe(answered);
});
