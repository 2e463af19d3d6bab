import { expect, test } from '@jest/globals';
import type { ItemVerdict } from '../../../src/verdict/verdict.ts';
import { sections } from '../../../src/views/html/sections.ts';
import { itemsNow, treeOf } from '../../../src/views/order.ts';
import { anna, full, item, items, now, verdict } from '../samples.ts';
import { attribute, readPage, textOf } from './page.ts';

function shown(given: readonly ItemVerdict[], handles = new Map<string, string>()) {
  const of = verdict({ items: given });
  const anchors = new Map(itemsNow(of).map((each, at) => [each, `i${at}`]));
  return readPage(sections(treeOf(of), { now, handles, anchors })?.markup ?? '');
}

const lines = (one: ItemVerdict, handles = new Map<string, string>()) =>
  shown([one], handles)
    .find('li')
    .filter((each) => attribute(each, 'class') === 'row')
    .map((row) => textOf(row).replace(/\s+/g, ' '));

test.each([
  [
    items.open,
    '☐Backups were restored once backup open · could be proved by backup-age · not ticked yet To be ticked by everybody with write access.',
  ],
  [items.passed, '✓Tests cover the code coverage passedlines 91 % (at least 80 %)'],
  [items.waived, '~Load test load WAIVED by @bob on 2027-03-01 10:00 UTC until 2027-03-20 00:00 UTC: no traffic yet'],
  [items.elsewhere, '·API docs follow the API api-docs does not apply now: no changed file matches api/**'],
  [items.rollUp, '✗Everything critical is done all failed · 3 of 5 items are doneIt closes by itself when its items are done.'],
  [
    items.supported,
    '☐Coverage is good enough where it matters quality open · not ticked yet To be ticked by everybody with write access.coverage: Lines are covered to 91 %.',
  ],
])('an item with all that is known of it: %#', (one, expected) => {
  expect(lines(one)).toEqual([expected]);
});

test('a handle stands before the id, and who signed so far is named', () => {
  const sign = item({
    id: 'sec',
    by: 'sign-off',
    because: 'signed by 1 of 2',
    next: '1 to sign.',
    voices: [{ by: anna, at: now, act: 'sign' }],
  });
  expect(lines(sign, new Map([['sec', 's-1']]))).toEqual([
    '☐sec s-1sec open · signed by 1 of 2 1 to sign.So far by @anna on 2027-03-01 10:00 UTC',
  ]);
});

test('a roll-up that is done says of how many', () => {
  expect(lines(item({ ...items.rollUp, state: 'passed', because: '5 of 5 items are done' }))[0]).toContain(
    'passed · 5 of 5 items are done',
  );
});

test('sections are named above, and groups in them', () => {
  const page = shown(full.items);
  expect(page.find('a').map(textOf)).toEqual(['Quality 2 of 5', 'Security 1 of 3', 'Data 1 of 3']);
  expect(page.find('h3').map(textOf)).toEqual(['Quality', 'Security', 'Data']);
  expect(page.find('h4').map(textOf)).toEqual(['Supply chain']);
});

test('optional items are folded, with all of them in the fold', () => {
  const fold = shown([items.may, items.open])
    .find('details')
    .find((each) => attribute(each, 'class') === 'fold');
  expect(fold && textOf(fold)).toMatch(/^1 optional item, 1 open·?☐?.*Cake/);
});

test('nothing to show shows nothing', () => {
  expect(sections(treeOf(verdict()), { now, handles: new Map(), anchors: new Map() })).toBeUndefined();
});
