import { expect, test } from '@jest/globals';
import { effectOf, isNothing } from '../../src/checklist/effect.ts';
import { byGate, coverageUse, item, policy } from '../verdict/cases.ts';

const ids = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id);
const lines = (least: number) => ({ proof: { ...byGate, use: { ...coverageUse, limits: { lines: least } } } });

test('what is new, gone, stricter and looser is told apart', () => {
  const before = policy([
    item('a'),
    item('b', lines(80)),
    item('c', lines(80)),
    item('d'),
    item('e', { level: 'should', title: 'E' }),
  ]);
  const after = policy([
    item('a'),
    item('b', lines(90)),
    item('c', lines(10)),
    item('e', { level: 'must', title: 'Another E' }),
    item('f'),
  ]);
  const effect = effectOf(before, after);
  expect({
    added: ids(effect.added),
    removed: ids(effect.removed),
    tightened: ids(effect.tightened),
    loosened: ids(effect.loosened),
  }).toEqual({ added: ['f'], removed: ['d'], tightened: ['b', 'e'], loosened: ['c', 'e'] });
  expect(effect.loosened[0]).toEqual({ id: 'c', title: 'Item c', in: ['limits of coverage'] });
  expect(effect.tightened[1]?.in).toEqual(['level', 'title']);
});

test('what only explains, and where it stands, is no change of what is asked', () => {
  const place = { kind: 'section', id: 's', title: 'S' } as const;
  const more = { why: 'w', how: 'h', owner: { team: 't' }, references: ['r'], at: { file: 'x', line: 9 }, path: [place] };
  expect(isNothing(effectOf(policy([item('a')]), policy([item('a', more)])))).toBe(true);
  expect(isNothing(effectOf(policy([item('a')]), policy([item('a')], { solo: true })))).toBe(false);
});
