import { describe, expect, test } from '@jest/globals';
import type { Item } from '../../src/checklist/model.ts';
import type { Statement } from '../../src/ledger/statement.ts';
import { byGate, coverage, item, lead, say, stateOf, verdictOf } from './cases.ts';

const a = item('a');
const after = (id: string, more: Partial<Item> = {}) => item('b', { after: [id], ...more });
const b = (one: Item, statements: Statement[], items: Item[] = [a]) =>
  stateOf(verdictOf({ items: [...items, one], statements, evidence: [coverage(90)] }), 'b');

describe('an item that comes after another', () => {
  test('waits for it even when it is done itself', () => {
    const one = after('a');
    expect(b(one, [say('tick', one)])).toMatchObject({ state: 'waiting', next: expect.stringContaining('a') });
    expect(b(one, [say('tick', one), say('tick', a)]).state).toBe('ticked');
  });

  test.each<[string, Item, Item[], string]>([
    ['a gate that passed waits too', after('a', { proof: byGate }), [a], 'waiting'],
    [
      'a gate that failed stays failed',
      after('a', { proof: { ...byGate, use: { ...byGate.use, limits: { lines: 95 } } } }),
      [a],
      'failed',
    ],
    ['what does not apply is not waited for', after('x', { proof: byGate }), [item('x', { when: { labels: ['no'] } })], 'passed'],
    ['what is not there is waited for in vain', after('ghost', { proof: byGate }), [a], 'waiting'],
  ])('%s', (_, one, items, state) => {
    expect(b(one, [], items).state).toBe(state);
  });

  test('what is waived or does not apply waits for nobody', () => {
    const one = after('a');
    const na = say('na', one, { by: lead, reason: 'none here', until: '2026-12-01T00:00:00Z' });
    expect(b(one, [na]).state).toBe('not-applicable');
  });

  test('two that wait for each other never close', () => {
    const [x, y] = [item('x', { after: ['y'] }), item('y', { after: ['x'] })];
    const verdict = verdictOf({ items: [x, y], statements: [say('tick', x), say('tick', y)] });
    expect([verdict.decision, stateOf(verdict, 'x').state, stateOf(verdict, 'y').state]).not.toContain('ticked');
    expect(verdict.decision).not.toBe('go');
  });
});

describe('an item whose condition does not hold', () => {
  const one = item('b', { when: { paths: ['api/**'] } });
  test('keeps its place, counts for nothing, and says why', () => {
    expect(b(one, [])).toMatchObject({
      applies: false,
      required: false,
      state: 'not-applicable',
      because: expect.stringContaining('api/**'),
    });
  });

  test('is not taken away by a glob that is none: then it applies', () => {
    expect(b(item('b', { when: { paths: ['src/[a'] } }), [])).toMatchObject({ applies: true, state: 'open', required: true });
  });
});
