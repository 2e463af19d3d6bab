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

test.each(['soon', '2027-02-30', '2027-06-30T10:00:00', ''])('%j is no time', (text) => {
  for (const read of [readStart, readEnd]) expect(problemsOfCall(() => read(text))).toHaveLength(1);
});
