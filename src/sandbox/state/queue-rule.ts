import type { MergeMethod, Repo } from './model.ts';
import { rulesFor } from './rules.ts';

/** How a branch wants to be merged into, by its rule `merge_queue`. */
export interface QueueRule {
  readonly method: MergeMethod;
  /** `ALLGREEN`: each pull request is judged alone, on top of those before it. `HEADGREEN`: several by their last commit. */
  readonly strategy: 'ALLGREEN' | 'HEADGREEN';
  readonly minMerge: number;
  readonly maxMerge: number;
  readonly maxBuild: number;
  /** Milliseconds. */
  readonly wait: number;
  readonly timeout: number;
}

const methods: Readonly<Record<string, MergeMethod>> = { MERGE: 'merge', SQUASH: 'squash', REBASE: 'rebase' };
const minute = 60_000;

export function queueRuleOf(repo: Repo, baseRef: string): QueueRule | undefined {
  const rule = rulesFor(repo, `refs/heads/${baseRef}`).find((each) => each.rule.type === 'merge_queue')?.rule;
  if (rule === undefined) return undefined;
  const { parameters = {} } = rule;
  const number = (name: string, usual: number) => (typeof parameters[name] === 'number' ? parameters[name] : usual);
  return {
    method: methods[String(parameters['merge_method'])] ?? 'merge',
    strategy: parameters['grouping_strategy'] === 'HEADGREEN' ? 'HEADGREEN' : 'ALLGREEN',
    minMerge: Math.max(1, number('min_entries_to_merge', 1)),
    maxMerge: Math.max(1, number('max_entries_to_merge', 5)),
    maxBuild: Math.max(1, number('max_entries_to_build', 5)),
    wait: number('min_entries_to_merge_wait_minutes', 5) * minute,
    timeout: number('check_response_timeout_minutes', 60) * minute,
  };
}
