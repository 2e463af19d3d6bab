import { expect, test } from '@jest/globals';
import { queueRuleOf } from '../../../src/sandbox/state/queue-rule.ts';
import { withQueue } from './queue-town.ts';

test('what a rule leaves open is as GitHub has it', () => {
  const { repo } = withQueue();
  const usual = {
    method: 'merge',
    strategy: 'ALLGREEN',
    minMerge: 1,
    maxMerge: 5,
    maxBuild: 5,
    wait: 300_000,
    timeout: 3_600_000,
  };
  expect(queueRuleOf(repo, 'main')).toEqual(usual);
  expect(queueRuleOf(repo, 'other')).toBeUndefined();
});

test('what it says holds', () => {
  const { repo } = withQueue({
    merge_method: 'SQUASH',
    grouping_strategy: 'HEADGREEN',
    min_entries_to_merge: 2,
    max_entries_to_merge: 3,
    max_entries_to_build: 0,
    min_entries_to_merge_wait_minutes: 1,
    check_response_timeout_minutes: 2,
  });
  expect(queueRuleOf(repo, 'main')).toEqual({
    method: 'squash',
    strategy: 'HEADGREEN',
    minMerge: 2,
    maxMerge: 3,
    maxBuild: 1,
    wait: 60_000,
    timeout: 120_000,
  });
});
