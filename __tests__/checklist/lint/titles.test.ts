import { expect, test } from '@jest/globals';
import { conditionalSections, sameTitles } from '../../../src/checklist/lint/titles.ts';
import { reading } from './readings.ts';

test('one item with a condition is enough to be no warning', () => {
  const items = ['{ id: a, title: A }', '{ id: b, title: B, level: may }'];
  expect(conditionalSections(reading(items, '', 'Extras (optional)'))).toEqual([]);
  expect(conditionalSections(reading(items.slice(0, 1), '', 'Extras (optional)'))).toHaveLength(1);
});

test('titles are compared by their words', () => {
  expect(sameTitles(reading(['{ id: a, title: Backups run }', '{ id: b, title: "backups, RUN!" }']))).toHaveLength(1);
  expect(sameTitles(reading(['{ id: a, title: Backups run }', '{ id: b, title: Backups ran }']))).toEqual([]);
});
