import { expect, test } from '@jest/globals';
import { ago, spoken, when, whenFrom } from '../../src/views/when.ts';

test('a moment is written for people', () => {
  expect(when('2027-03-10T00:00:00Z')).toBe('2027-03-10 00:00 UTC');
  expect(whenFrom('2027-03-01T10:00:00Z', '2027-03-10T00:00:00.000Z')).toBe('2027-03-10 00:00 UTC, in 8 days');
});

test('what is no moment is shown as it stands, because a report must come out', () => {
  expect(when('some day')).toBe('some day');
  expect(whenFrom('2027-03-01T10:00:00Z', '')).toBe('');
  expect(whenFrom('never', '2027-03-10T00:00:00Z')).toBe('2027-03-10T00:00:00Z');
});

test('moments inside a sentence are found', () => {
  expect(spoken('frozen until 2027-03-10T00:00:00.000Z: audit')).toBe('frozen until 2027-03-10 00:00 UTC: audit');
  expect(spoken('the day 2027-03-10 and 2027-99-99T00:00:00Z stay')).toBe('the day 2027-03-10 and 2027-99-99T00:00:00Z stay');
});

test('how long ago, or as it stands', () => {
  expect(ago('2027-03-01T12:00:00Z', '2027-03-01T10:00:00Z')).toBe('2 hours ago');
  expect(ago('2027-03-01T12:00:00Z', 'once')).toBe('once');
});
