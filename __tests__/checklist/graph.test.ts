import { describe, expect, test } from '@jest/globals';
import { checkGraph } from '../../src/checklist/graph.ts';
import { item } from '../verdict/cases.ts';

const rollUp = (id: string, of: 'all-above' | string[]) => item(id, { proof: { by: 'items', of } });
const messages = (...items: ReturnType<typeof item>[]) => checkGraph(items).map(({ message }) => message);

describe('items that look at one another', () => {
  test('may, as long as every id is there and nothing waits for itself', () => {
    const items = [
      item('a'),
      item('b', { after: ['a'] }),
      item('c', { after: ['a', 'b'] }),
      rollUp('all', ['a', 'c']),
      rollUp('above', 'all-above'),
    ];
    expect(messages(...items)).toEqual([]);
  });

  test('an id that is not there, with the one that was meant', () => {
    expect(checkGraph([item('backup'), item('b', { after: ['bakcup'] })])).toMatchObject([
      { message: expect.stringContaining('bakcup'), remedy: 'Did you mean backup?', file: 'checklist.yml' },
    ]);
    expect(checkGraph([rollUp('all', ['ghost'])])).toMatchObject([{ remedy: 'Use an id of the checklist.' }]);
    expect(messages(item('a'), item('r', { after: ['gone'], proof: { by: 'items', of: ['a'] } }))).toEqual([
      'r speaks of gone, which the checklist does not have',
    ]);
  });

  test.each([
    ['itself', [item('a', { after: ['a'] })], 'a waits for a, and so for ever'],
    ['one another', [item('a', { after: ['b'] }), item('b', { after: ['a'] })], 'a waits for b waits for a, and so for ever'],
    [
      'a roll-up of itself',
      [item('a', { after: ['all'] }), rollUp('all', ['a'])],
      'a waits for all waits for a, and so for ever',
    ],
    [
      'a circle further on',
      [item('x', { after: ['a'] }), item('a', { after: ['b'] }), item('b', { after: ['a'] })],
      'a waits for b waits for a, and so for ever',
    ],
  ])('waiting for %s, once', (_, items, message) => {
    expect(messages(...items)).toEqual([message]);
    expect(checkGraph(items)).toMatchObject([{ code: 'checklist.circle', file: 'checklist.yml' }]);
  });

  test('many ways to the same item are gone once', () => {
    const rung = (at: number) => (at === 0 ? {} : { after: [`a${at - 1}`, `b${at - 1}`] });
    const ladder = Array.from({ length: 60 }, (_, at) => [item(`a${at}`, rung(at)), item(`b${at}`, rung(at))]).flat();
    expect(messages(...ladder.toReversed())).toEqual([]);
  });

  test('a chain of thousands is followed to its end', () => {
    const chain = Array.from({ length: 2_000 }, (_, at) => item(`i${at}`, at > 0 ? { after: [`i${at - 1}`] } : {}));
    expect(messages(...chain.toReversed())).toEqual([]);
  });
});
