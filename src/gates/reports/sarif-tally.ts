import { type Doubts, newDoubts } from './doubts.ts';
import { isLevel, severityOfScore } from './sarif-rule.ts';

type Counts = Map<string, number>;

/** What a report says, counted. */
export interface SarifTally {
  runs: number;
  results: number;
  suppressed: number;
  unsuccessful: number;
  runsWithoutResults: number;
  readonly tools: (string | null)[];
  readonly levels: Counts;
  readonly scores: Counts;
  readonly kinds: Counts;
  readonly baseline: Counts;
  readonly doubts: Doubts;
}

export function newSarifTally(): SarifTally {
  return {
    runs: 0,
    results: 0,
    suppressed: 0,
    unsuccessful: 0,
    runsWithoutResults: 0,
    tools: [],
    levels: new Map(),
    scores: new Map(),
    kinds: new Map(),
    baseline: new Map(),
    doubts: newDoubts(),
  };
}

interface Raw {
  readonly kind?: string | undefined;
  readonly suppressions?: readonly { readonly status?: string | undefined }[] | undefined;
  readonly baselineState?: string | undefined;
}

const knownKinds = ['fail', 'pass', 'open', 'review', 'informational', 'notapplicable'];

/** A result as the report has it, suppressed or not. */
export function countResult(
  tally: SarifTally,
  raw: Raw,
  seen: { readonly level: string; readonly score: number | undefined },
): void {
  const { kind = 'fail', suppressions = [], baselineState } = raw;
  tally.results += 1;
  add(tally.levels, seen.level);
  if (seen.score !== undefined) add(tally.scores, severityOfScore(seen.score));
  if (suppressions.some(({ status }) => status === undefined || status === 'accepted')) tally.suppressed += 1;
  add(tally.kinds, kind);
  if (baselineState !== undefined) add(tally.baseline, baselineState);
  if (!isLevel(seen.level)) tally.doubts.add(`a result has the level ${JSON.stringify(seen.level.slice(0, 40))}, which is none`);
  if (!knownKinds.includes(kind.toLowerCase()))
    tally.doubts.add(`a result is of the kind ${JSON.stringify(kind.slice(0, 40))}, which is none`);
}

/** Names may be of anybody's making, and there are few that are right. */
function add(counts: Counts, name: string): void {
  const key = counts.has(name) || counts.size < 20 ? name : 'others';
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

type Notifications =
  | readonly { readonly level?: string | undefined; readonly message?: { readonly text?: string | undefined } | undefined }[]
  | undefined;

interface Run {
  readonly tool: string | undefined;
  readonly hasResults: boolean;
  readonly results: number;
  readonly invocations: readonly {
    readonly executionSuccessful?: boolean | undefined;
    readonly toolExecutionNotifications?: Notifications;
    /** A rule that could not be loaded looks for nothing. */
    readonly toolConfigurationNotifications?: Notifications;
  }[];
}

const mostTools = 1000;

/** A run that did not succeed has looked at nothing, however few results it has. */
export function closeRun(tally: SarifTally, { tool, hasResults, results, invocations }: Run): void {
  const name = tool ?? 'a tool without a name';
  tally.runs += 1;
  if (tally.tools.length < mostTools) tally.tools.push(tool ?? null);
  if (!hasResults && results === 0) {
    tally.runsWithoutResults += 1;
    tally.doubts.add(`${name} lists no results, not even none: it did not scan`);
  }
  for (const { executionSuccessful, toolExecutionNotifications = [], toolConfigurationNotifications = [] } of invocations) {
    if (executionSuccessful === false) {
      tally.unsuccessful += 1;
      tally.doubts.add(`${name} says that its run was not successful`);
    }
    const error = [...toolExecutionNotifications, ...toolConfigurationNotifications].find(({ level }) => level === 'error');
    if (error !== undefined)
      tally.doubts.add(`${name} reports an error of its own: ${(error.message?.text ?? 'unnamed').slice(0, 200)}`);
  }
}

export type SarifFacts = ReturnType<typeof sarifFacts>;

export function sarifFacts(tally: SarifTally, version: string | null) {
  const { levels, scores, kinds, baseline, runsWithoutResults } = tally;
  const isOnlyFail = [...kinds.keys()].every((kind) => kind === 'fail');
  return {
    shape: 'sarif',
    version,
    runs: tally.runs,
    tools: tally.tools,
    results: tally.results,
    by_effective_level: Object.fromEntries(levels),
    suppressed: tally.suppressed,
    security_severity: Object.fromEntries(scores),
    unsuccessful_invocations: tally.unsuccessful,
    ...(runsWithoutResults > 0 && { runs_without_results: runsWithoutResults }),
    ...(!isOnlyFail && { kinds: Object.fromEntries(kinds) }),
    ...(baseline.size > 0 && { baselineState: Object.fromEntries(baseline) }),
  };
}
