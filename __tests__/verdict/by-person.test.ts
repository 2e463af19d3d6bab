import { describe, expect, test } from '@jest/globals';
import type { Item } from '../../src/checklist/model.ts';
import type { Statement } from '../../src/ledger/statement.ts';
import { author, bot, item, outsider, say, stateOf, stranger, verdictOf } from './cases.ts';

const about = (one: Item, ...statements: Statement[]) => stateOf(verdictOf({ items: [one], statements }), one.id);

describe('an item that people tick', () => {
  const a = item('a');
  test.each<[string, Statement[], string]>([
    ['is open at first', [], 'open'],
    ['is ticked by who may', [say('tick', a)], 'ticked'],
    ['may be ticked by the author: the second person is another rule', [say('tick', a, { by: author })], 'ticked'],
    ['is not ticked by who may not', [say('tick', a, { by: outsider })], 'open'],
    ['is not ticked by a bot', [say('tick', a, { by: bot })], 'open'],
    ['cannot tell of somebody nobody could look up', [say('tick', a, { by: stranger })], 'cannot-tell'],
    ['is ticked when one who may and one who may not did', [say('tick', a, { by: outsider }), say('tick', a)], 'ticked'],
    ['is open again after an untick', [say('tick', a), say('untick', a, { at: '2026-11-21T11:30:00Z' })], 'open'],
    ['is not ticked by a refused statement', [say('refused', a)], 'open'],
    ['is not ticked by a statement about another subject', [say('tick', a, { scope: { subject: '7/pull-request/13' } })], 'open'],
    ['is not ticked by a signature', [say('sign', a)], 'open'],
    [
      'is not ticked by a standing statement it does not ask for',
      [say('tick', a, { scope: { standing: { repoId: 7 } } })],
      'open',
    ],
  ])('%s', (_, statements, state) => {
    expect(about(a, ...statements).state).toBe(state);
  });

  test('is stale when its tick is, and names who ticked', () => {
    const b = item('b', { onPush: 'reset' });
    expect(about(b, say('tick', b, { head: 'bbbb', tree: 'x' }))).toMatchObject({
      state: 'stale',
      because: expect.stringContaining('bob'),
    });
  });

  test('says who may, and names a role that nobody is mapped to', () => {
    expect(about(item('c', { proof: { by: 'person', who: { role: 'lead' }, support: [], couldBe: [] } })).next).toContain(
      'role lead',
    );
    const nobody = about(item('d', { proof: { by: 'person', who: { role: 'pilot' }, support: [], couldBe: [] } }));
    expect(nobody).toMatchObject({ state: 'cannot-tell', next: expect.stringContaining('people.pilot') });
  });
});
