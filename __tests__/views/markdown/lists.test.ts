import { expect, test } from '@jest/globals';
import { debtsPart, laterPart, skippedPart } from '../../../src/views/markdown/lists.ts';
import { anna, full, items, verdict } from '../samples.ts';

test('what an emergency passed over, and why', () => {
  const emergency = { by: anna, reason: 'outage <b>', until: '2027-03-01T14:00:00Z', skipped: ['backup'] };
  expect(skippedPart(verdict({ items: [items.open, items.failed], emergency }))).toEqual({
    head: '\n## Skipped in an emergency: outage &lt;b&gt;\n\n',
    rows: ['- 🔴 Backups were restored once · Data · backup\n'],
  });
});

test('debts with their end and owner', () => {
  expect(debtsPart(full)?.rows).toEqual([
    '- 🟠 Logs are kept for 90 days: blocks from 2027-06-30 00:00 UTC, owner anna\n',
    '- 🟠 Changelog names everybody who helped: should, open\n',
  ]);
});

test('later phases', () => {
  expect(laterPart(full)?.rows).toEqual(['- verify: 1 item\n']);
});

test('what is not there has no heading', () => {
  const none = verdict({ items: [items.passed] });
  expect([skippedPart(none), debtsPart(none), laterPart(none)]).toEqual([undefined, undefined, undefined]);
});
