import { expect, test } from '@jest/globals';
import { checklistView } from '../../src/views/checklist-view.ts';
import { reading } from './readings.ts';

test('items with their form and place, and what there is of each', () => {
  const view = checklistView(reading, { effective: false });
  expect(view).toMatchObject({ format: 'gonogo/checklist-view/1', title: 'Release', counts: { items: 3, groups: 0, other: 1 } });
  expect(view.items.map(({ form, source, level, phase }) => [form, source.line, level, phase])).toEqual([
    ['box', 7, 'must', 'merge'],
    ['box', 8, 'may', 'merge'],
    ['box', 12, 'must', 'week'],
  ]);
  expect(view.items.every((item) => item.saidBy === undefined)).toBe(true);
});

test('who said it, where that is asked for', () => {
  expect(checklistView(reading, { effective: true }).items[0]?.saidBy).toMatchObject({ level: 'default', title: 'checklist' });
});
