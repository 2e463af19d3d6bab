import { expect, test } from '@jest/globals';
import { closeRun, countResult, newSarifTally, sarifFacts } from '../../../src/gates/reports/sarif-tally.ts';

const level = (name: string) => ({ level: name, score: undefined });

test('facts are of all results, as they are written', () => {
  const tally = newSarifTally();
  countResult(tally, {}, { level: 'error', score: 9.1 });
  countResult(tally, { kind: 'pass', suppressions: [{ status: 'rejected' }, {}] }, level('note'));
  countResult(tally, { baselineState: 'new', suppressions: [{ status: 'underReview' }] }, level('note'));
  closeRun(tally, { tool: 'scan', hasResults: true, results: 3, invocations: [{ executionSuccessful: true }] });
  expect(sarifFacts(tally, '2.1.0')).toEqual({
    shape: 'sarif',
    version: '2.1.0',
    runs: 1,
    tools: ['scan'],
    results: 3,
    by_effective_level: { error: 1, note: 2 },
    suppressed: 1,
    security_severity: { critical: 1 },
    unsuccessful_invocations: 0,
    kinds: { fail: 2, pass: 1 },
    baselineState: { new: 1 },
  });
  expect(tally.doubts.list()).toEqual([]);
});

test('a run that did not succeed, or scanned nothing, is doubted', () => {
  const tally = newSarifTally();
  closeRun(tally, { tool: undefined, hasResults: false, results: 0, invocations: [] });
  closeRun(tally, { tool: 'a', hasResults: true, results: 0, invocations: [{ executionSuccessful: false }] });
  const notes = [{ level: 'note' }, { level: 'error', message: { text: 'no licence' } }];
  closeRun(tally, { tool: 'b', hasResults: true, results: 0, invocations: [{ toolExecutionNotifications: notes }] });
  closeRun(tally, { tool: 'c', hasResults: true, results: 0, invocations: [{ toolConfigurationNotifications: notes }] });
  expect(tally.doubts.list()).toEqual([
    'a tool without a name lists no results, not even none: it did not scan',
    'a says that its run was not successful',
    'b reports an error of its own: no licence',
    'c reports an error of its own: no licence',
  ]);
  expect(sarifFacts(tally, null)).toMatchObject({
    runs_without_results: 1,
    unsuccessful_invocations: 1,
    tools: [null, 'a', 'b', 'c'],
  });
});

test('levels and kinds that are none are doubted, and do not fill the memory', () => {
  const tally = newSarifTally();
  for (let at = 0; at < 100; at++) countResult(tally, { kind: `k${at}` }, level(`l${at}`));
  expect(tally.levels.size).toBe(21);
  expect(tally.levels.get('others')).toBe(80);
  expect(tally.doubts.list()).toContain('a result has the level "l0", which is none');
  expect(tally.doubts.list()).toContain('a result is of the kind "k0", which is none');
});
