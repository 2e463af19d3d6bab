import { expect, test } from '@jest/globals';
import { evidenceList, otherLists, skippedList } from '../../../src/views/html/lists.ts';
import { anna, coverageFailed, full, item, items, now, verdict } from '../samples.ts';
import { attribute, readPage, textOf } from './page.ts';

const context = { now: '2027-03-01T12:00:00Z', handles: new Map(), anchors: new Map() };

function rowsOf(markup: string | undefined): string[] {
  const rows = readPage(markup ?? '')
    .find('li')
    .filter((each) => attribute(each, 'class')?.startsWith('row') === true);
  return rows.map((row) => textOf(row).replace(/\s+/g, ' ').trim());
}

test('what is excused, stands, is owed and comes later', () => {
  expect(otherLists(full, context).map((list) => rowsOf(list?.markup).length)).toEqual([2, 1, 2, 1]);
  expect(otherLists(verdict({ items: [items.passed] }), context)).toEqual([undefined, undefined, undefined, undefined]);
});

test('what a broken glass passed over', () => {
  const emergency = { by: anna, reason: 'outage', until: now, skipped: ['backup'] };
  expect(rowsOf(skippedList(verdict({ items: [items.open, items.passed], emergency }), context)?.markup)).toEqual([
    '☐Backups were restored once open',
  ]);
  expect(skippedList(verdict(), context)).toBeUndefined();
});

test('evidence by gate, with its age and the items that rest on it', () => {
  const missing = {
    gate: 'tls',
    target: 'eu',
    state: 'missing',
    judgement: { result: 'cannot-tell', summary: 'there is none', measured: [], findings: [] },
  } as const;
  const many = Array.from({ length: 12 }, (_, at) => item({ id: `i${at}`, title: `T${at}`, answer: missing }));
  expect(
    rowsOf(evidenceList(verdict({ items: [...many, item({ id: 'c', title: 'C', answer: coverageFailed })] }), context)?.markup),
  ).toEqual([
    expect.stringMatching(
      /^✗coverage failed · collected 2 hours ago, 2027-03-01 10:00 UTC lines 71\.25 % \(at least 80 %\).*For C$/,
    ),
    expect.stringMatching(/^\?tls on eu cannot tell · not collected yet there is none ?For T0, T1, .*T9, 2 more$/),
  ]);
  expect(evidenceList(verdict({ items: [items.open] }), context)).toBeUndefined();
});
