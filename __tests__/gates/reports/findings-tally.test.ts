import { expect, test } from '@jest/globals';
import {
  addIssue,
  addSuppressed,
  type FoundIssue,
  keptIssues,
  mergeFindings,
  newFindingsTally,
} from '../../../src/gates/reports/findings-tally.ts';

const issue = (rule: string, more: Partial<FoundIssue> = {}): FoundIssue => ({ rule, severity: 'low', isNew: true, ...more });

test('counts are of all, and of each severity the first hundred are kept, the worst first', () => {
  const tally = newFindingsTally();
  for (let at = 0; at < 150; at++) addIssue(tally, issue('r', { line: at + 1, isNew: at < 10 }));
  addIssue(tally, issue('bad', { severity: 'critical' }));
  expect([tally.counts.low, tally.fresh.low, tally.counts.critical]).toEqual([150, 10, 1]);
  const kept = keptIssues(tally);
  expect([kept.length, kept[0]?.rule]).toEqual([101, 'bad']);
});

test('a finding keeps its name while it stays the same, and no two share one', () => {
  const tally = newFindingsTally();
  for (const line of [3, 3, 4]) addIssue(tally, issue('r', { file: 'a.ts', line }));
  addIssue(tally, issue('r', { file: 'a.ts', line: 9, mark: 'hash' }));
  addIssue(tally, issue('r', { line: -1, title: ' \n' }));
  expect(keptIssues(tally).map(({ id }) => id)).toEqual(['r|a.ts|3', 'r|a.ts|3|2', 'r|a.ts|4', 'r|a.ts|hash', 'r||-1']);
  expect(keptIssues(tally).at(-1)).toEqual({ id: 'r||-1', rule: 'r', severity: 'low', isNew: true });
});

test('several reports are one', () => {
  const total = newFindingsTally();
  for (const rule of ['a', 'b']) {
    const one = newFindingsTally();
    for (let at = 0; at < 80; at++) addIssue(one, issue(rule, { line: at }));
    addSuppressed(one, issue(rule, { file: 'x'.repeat(500) }), 'because');
    one.doubts.add(`${rule} failed`);
    mergeFindings(total, one);
  }
  expect([total.counts.low, keptIssues(total).length, total.suppressed, total.doubts.list()]).toEqual([
    160,
    100,
    2,
    ['a failed', 'b failed'],
  ]);
  expect(total.accepted[0]).toMatchObject({ rule: 'a', reason: 'because' });
  expect(total.accepted[0]?.file?.length).toBe(203);
});
