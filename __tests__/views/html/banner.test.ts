import { expect, test } from '@jest/globals';
import { banner, notices } from '../../../src/views/html/banner.ts';
import { anna, hold, items, verdict } from '../samples.ts';

test.each([
  ['go', 'good', '✓'],
  ['waiting', 'todo', '☐'],
  ['no-go', 'bad', '✗'],
  ['cannot-tell', 'unsure', '?'],
] as const)('%s has a colour, a sign and its words', (decision, tone, sign) => {
  const { markup } = banner(verdict({ decision, items: [items.passed, items.failed] }));
  expect(markup).toContain(`<header class="banner ${tone}">`);
  expect(markup).toContain(`<h1><span aria-hidden="true">${sign}</span><bdi>`);
  expect(markup).toContain('class="fill" width="50.0"');
});

test('an emergency has another colour and sign than a go', () => {
  const emergency = { by: anna, reason: '<b>', until: '2027-03-01T14:00:00Z', skipped: [] };
  const given = verdict({ emergency });
  expect(banner(given).markup).toMatch(
    /<header class="banner emergency">[\s\S]*<span aria-hidden="true">!<\/span><bdi>EMERGENCY: GO/,
  );
  expect(notices(given).map(({ markup }) => markup)).toEqual([
    expect.stringMatching(/^<p class="notice emergency"><strong>.*&lt;b&gt;/),
  ]);
});

test('nothing required is nothing done', () => {
  expect(banner(verdict()).markup).toContain('class="fill" width="0.0"');
  expect(notices(verdict({ decision: 'waiting', obstacles: [hold] }))).toEqual([]);
});
