import { expect, test } from '@jest/globals';
import { textOf } from '../../../src/views/check-run/text.ts';
import { full, item, items, now, verdict } from '../samples.ts';

test('the evidence, then every section', () => {
  expect([...textOf(full, { now }).matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)).toEqual([
    'Evidence for `1a2b3c4d5e6f`',
    'Quality · 2 of 5',
    'Security · 1 of 3',
    'Data · 1 of 3',
  ]);
});

test('evidence without end leaves room for the sections', () => {
  const many = Array.from({ length: 2000 }, (_, at) =>
    item({
      ...items.passed,
      id: `i${at}`,
      answer: {
        gate: 'tls',
        target: `host-${at}`,
        state: 'judged',
        at: now,
        judgement: items.passed.answer?.judgement ?? { result: 'pass', summary: '', measured: [], findings: [] },
      },
    }),
  );
  const text = textOf(verdict({ items: many }), { now });
  expect(text).toMatch(/_\d+ more, for which there is no room here[\s\S]*<summary>✅ <b>Quality<\/b> · 2000 of 2000<\/summary>/);
});

test('without evidence there is no table of it', () => {
  expect(textOf(verdict({ items: [items.open], decision: 'waiting' }), { now })).toMatch(/^\n## Data · 0 of 1\n/);
});
