import { expect, test } from '@jest/globals';
import { lapses } from '../../../src/checklist/lint/lapses.ts';
import { now, reading, whole } from './readings.ts';

test.each([
  ['2027-03-15T10:00:00Z', ['lint.exemption-ends']],
  ['2027-03-15T10:00:01Z', []],
  ['2027-03-01T10:00:00Z', ['lint.exemption-ends']],
])('an end on %s', (until, codes) => {
  const item = `{ id: a, title: A, notApplicable: { reason: r, until: '${until}' } }`;
  expect(lapses(reading([item]), now).map(({ code }) => code)).toEqual(codes);
});

test('what the baseline exempts is said where the baseline says it', () => {
  const exempt = "items: { a: { notApplicable: { reason: r, until: '2027-03-02' } } }\n";
  const read = whole({ items: ['{ id: a, title: A }'], baseline: { config: exempt, items: ['{ id: b, title: B }'] } });
  expect(lapses(read, now)).toMatchObject([{ code: 'lint.exemption-ends', file: 'base.yml', line: 2 }]);
});
