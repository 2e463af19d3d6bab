import { expect, test } from '@jest/globals';
import { doubtsOf } from '../../../src/gates/coverage/doubts.ts';
import type { CoverageEvidence } from '../../../src/gates/coverage/shape.ts';
import { count, evidenceOf } from './evidence.ts';

const changed = { base: 'abc', files: 1, unreported: 0, lines: count(1, 2), uncovered: [] };

test('evidence that agrees with itself is not doubted', () => {
  expect(doubtsOf(evidenceOf())).toEqual([]);
  const absent = { files: 1, lines: 5, paths: ['c.ts'] };
  expect(doubtsOf(evidenceOf({ totals: { lines: count(8, 15) }, absent }))).toEqual([]);
  expect(doubtsOf(evidenceOf({ strangers: { of: 2, paths: ['a.ts'] } }))).toEqual([]);
});

test.each<[string, Partial<CoverageEvidence>]>([
  ['is covered twice', { doubts: ['it is covered twice'] }],
  ['of the base: it is cut', { base: { reports: [], totals: {}, doubts: ['it is cut'] } }],
  ['no report was read', { reports: [] }],
  ['9 of 2 are covered', { changed: { ...changed, lines: count(9, 2) } }],
  ['3 of 1 are covered', { groups: { core: { lines: count(3, 1) } } }],
  ['core has more lines that are covered than there are', { groups: { core: { lines: count(9, 9) } } }],
  ['do not make the total of lines', { totals: { lines: count(9, 10) } }],
  ['do not make the total of lines', { absent: { files: 1, lines: 5, paths: [] } }],
  ['2 of 2 files in the reports are not here, such as /x/a.ts', { strangers: { of: 2, paths: ['/x/a.ts'] }, changed }],
  ['2 of 2 files in the reports are not here', { strangers: { of: 2, paths: ['a'] }, groups: {} }],
])('%s: %j', (doubt, more) => {
  expect(doubtsOf(evidenceOf(more)).join('; ')).toContain(doubt);
});
