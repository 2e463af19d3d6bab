import { expect, test } from '@jest/globals';
import { understandAlone } from '../../../src/checklist/lint/reading.ts';
import { readMarkdown } from '../../../src/checklist/markdown/read.ts';
import { reading } from './readings.ts';

test('each item stands beside the place where it was written', () => {
  const { entries, isAlone } = reading(['{ id: a, title: A }', '{ title: B }']);
  expect(entries.map(({ item, placed }) => [item.id, placed.leaf.said.title])).toEqual([
    ['a', 'A'],
    ['quality.b', 'B'],
  ]);
  expect(isAlone).toBe(false);
});

test('a checklist alone knows of nobody', () => {
  const { policy, isAlone } = understandAlone(readMarkdown({ file: 'x.md', text: '# T\n\n- [ ] One\n' }));
  expect([isAlone, policy.people, policy.checklist.items.length]).toEqual([true, {}, 1]);
});
