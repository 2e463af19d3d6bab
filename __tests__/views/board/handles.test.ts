import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Place } from '../../../src/checklist/model.ts';
import { handlesOf } from '../../../src/views/board/handles.ts';
import * as cases from '../../verdict/cases.ts';
import { anyItems } from './boards.ts';

const within = (id: string, ...titles: string[]) =>
  cases.item(id, { path: titles.map((title): Place => ({ kind: 'section', id: title.toLowerCase(), title })) });
const handles = (...items: ReturnType<typeof within>[]) => [...handlesOf(items).values()];

test.each<[string[], string]>([
  [['Code'], 'code-1'],
  [['Pre-Deployment', 'Database (PostgreSQL)'], 'db-1'],
  [['Infrastructure & Hosting'], 'infra-1'],
  [['1. Security'], 'security-1'],
  [['The First Day'], 'first-1'],
  [['Pre-Deployment'], 'deploy-1'],
  [['24'], '24-1'],
  [['Internationalisation'], 'internationali-1'],
  [['🔐'], 'item-1'],
  [[], 'item-1'],
])('an item in %j is called %s', (titles, wanted) => {
  expect(handles(within('x', ...titles))).toEqual([wanted]);
});

test('counts on where two places have the same short name', () => {
  expect(handles(within('x', 'Code'), within('y', 'Code'), within('z', 'Code style'))).toEqual(['code-1', 'code-2', 'code-3']);
});

test('is never another item’s id', () => {
  expect(handles(within('x', 'Code'), within('code-1', 'Other'))).toEqual(['code-2', 'other-1']);
  expect(handles(within('code-1', 'Code'))).toEqual(['code-1']);
});

test('all are different, and can be typed', () => {
  fc.assert(
    fc.property(anyItems(20), (items) => {
      const found = handles(...items);
      expect(new Set(found).size).toBe(items.length);
      for (const handle of found) expect(handle).toMatch(/^[a-z0-9]{1,14}-\d+$/);
    }),
    { numRuns: 100 },
  );
});
