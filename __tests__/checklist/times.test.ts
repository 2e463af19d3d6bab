import { expect, test } from '@jest/globals';
import { readEnd, readStart } from '../../src/checklist/times.ts';
import { problemsOfCall } from './problems-of-call.ts';

test.each([
  ['2027-06-30', '2027-06-30T00:00:00Z', '2027-07-01T00:00:00Z'],
  ['2027-12-31', '2027-12-31T00:00:00Z', '2028-01-01T00:00:00Z'],
  ['2027-06-30T10:00:00+02:00', '2027-06-30T08:00:00Z', '2027-06-30T08:00:00Z'],
])('%s begins at %s and ends at %s', (text, start, end) => {
  expect([readStart(text), readEnd(text)]).toEqual([start, end]);
});

test('days are those of a zone that is named, also when its clocks change', () => {
  expect([readStart('2027-03-28', 'Europe/Berlin'), readEnd('2027-03-28', 'Europe/Berlin')]).toEqual([
    '2027-03-27T23:00:00Z',
    '2027-03-28T22:00:00Z',
  ]);
  expect(readEnd('2027-06-30T10:00:00Z', 'Europe/Berlin')).toBe('2027-06-30T10:00:00Z');
  expect(problemsOfCall(() => readEnd('2027-06-30', 'Mars/Olympus'))).toHaveLength(1);
});

test.each(['soon', '2027-02-30', '2027-06-30T10:00:00', ''])('%j is no time', (text) => {
  for (const read of [readStart, readEnd]) expect(problemsOfCall(() => read(text))).toHaveLength(1);
});

test.each([
  ['30.06.2027', '30.06.2027 is neither a day nor a time.'],
  ['2027-02-30', 'There is no day 2027-02-30.'],
])('%s: who means a day is shown how one is written', (text, message) => {
  expect(problemsOfCall(() => readEnd(text))).toMatchObject([
    { message, remedy: expect.stringContaining('Write a day as 2027-06-30') },
  ]);
});

test('a time without its zone is told so', () => {
  expect(problemsOfCall(() => readEnd('2027-06-30T10:00:00'))).toMatchObject([{ code: 'instant.no-zone' }]);
});
