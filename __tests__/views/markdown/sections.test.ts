import { expect, test } from '@jest/globals';
import { sectionParts } from '../../../src/views/markdown/sections.ts';
import { treeOf } from '../../../src/views/order.ts';
import { full, item, items, verdict } from '../samples.ts';

test('what is done folds, what is open does not', () => {
  const heads = sectionParts(treeOf(verdict({ items: [items.passed, items.open] }))).map(({ head, tail }) => [
    head.split('\n')[1],
    tail,
  ]);
  expect(heads).toEqual([
    ['<details><summary>✅ <b>Quality</b> · 1 of 1</summary>', '\n</details>\n'],
    ['## Data · 0 of 1', undefined],
  ]);
});

test('every item of the open phases has one row', () => {
  const titles = full.items.filter(({ level, phase }) => level !== 'may' && phase === 'merge').map(({ title }) => title);
  const rows = sectionParts(treeOf(full)).flatMap((part) => part.rows);
  for (const title of titles) expect(rows.filter((row) => row.split(' | ')[1] === title)).toHaveLength(1);
});

test('what stands in no section is shown all the same', () => {
  const [part] = sectionParts(treeOf(verdict({ items: [item({ id: 'loose', path: [] })] })));
  expect(part?.head).toContain('## Items · 0 of 1');
});
