import { expect, test } from '@jest/globals';
import { lapses } from '../../../src/checklist/lint/lapses.ts';
import { now, reading } from './readings.ts';

test.each([
  ['2027-03-15T10:00:00Z', ['lint.exemption-ends']],
  ['2027-03-15T10:00:01Z', []],
  ['2027-03-01T10:00:00Z', ['lint.exemption-ends']],
])('an end on %s', (until, codes) => {
  const item = `{ id: a, title: A, notApplicable: { reason: r, until: '${until}' } }`;
  expect(lapses(reading([item]), now).map(({ code }) => code)).toEqual(codes);
});
