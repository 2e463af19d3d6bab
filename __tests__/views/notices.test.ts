import { expect, test } from '@jest/globals';
import { noticesOf } from '../../src/views/notices.ts';
import { anna, hold, verdict } from './samples.ts';

const freeze = {
  kind: 'freeze',
  decision: 'waiting',
  because: 'frozen until 2027-03-10T00:00:00Z: audit',
  next: 'Wait.',
} as const;

test('an ordinary answer needs none', () => {
  expect(noticesOf(verdict({ decision: 'no-go' }))).toEqual([]);
});

test('an emergency says who, until when and why', () => {
  const emergency = { by: anna, reason: 'outage', until: '2027-03-01T14:00:00Z', skipped: [] };
  expect(noticesOf(verdict({ emergency }))).toMatchObject([
    { kind: 'emergency', text: expect.stringContaining('@anna broke the glass until 2027-03-01 14:00 UTC: outage.') },
  ]);
});

test('a hold or freeze that is not the headline is said beside it', () => {
  expect(noticesOf(verdict({ decision: 'waiting', obstacles: [hold] }))).toEqual([]);
  expect(
    noticesOf(verdict({ decision: 'no-go', obstacles: [hold, freeze] })).map(({ title, text }) => `${title}: ${text}`),
  ).toEqual([
    'Held as well: held by bob: the database is moving. bob or the role release lifts it with /gonogo release-hold.',
    'Frozen as well: frozen until 2027-03-10 00:00 UTC: audit. Wait.',
  ]);
});

test.each([
  ['go', 'With enforcement: enforce the same answer would let this go.'],
  ['waiting', 'With enforcement: enforce the same answer would block this.'],
] as const)('what is only observed says what it would do: %s', (decision, text) => {
  expect(noticesOf(verdict({ decision, enforcement: 'observe' }))).toEqual([
    { kind: 'observed', title: 'Observed only: this blocks nothing', text },
  ]);
});
