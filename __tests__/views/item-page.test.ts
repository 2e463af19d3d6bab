import { expect, test } from '@jest/globals';
import { itemView } from '../../src/views/checklist-view.ts';
import { itemPage } from '../../src/views/item-page.ts';
import { plainSheet, reading } from './readings.ts';

test('all of an item, and nothing that acts', () => {
  const pages = reading.entries.map((entry) =>
    itemPage({ format: 'gonogo/item/1', item: itemView(entry), suggestions: [] }, reading, plainSheet),
  );
  expect(pages[0]).toMatch(/^TLS 1\.2 or newer\nsecurity\.transport\.tls-1-2-or-newer · Security › Transport · a\.md:7\n\n/);
  expect(pages[0]).toMatch(/\nWho may +anybody with write access\n/);
  expect(pages[1]).toMatch(/\nLevel +may: /);
  expect(pages[2]).toMatch(/\nDone when +- a criterion\n/);
  expect(pages.join('')).not.toMatch(/(?!\n)\p{Cc}|\u202e|^\s*::/mu);
});
