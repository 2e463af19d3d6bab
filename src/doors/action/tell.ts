import { styleText } from 'node:util';
import { formatProblem, type Problem } from '../../ground/problem.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import { annotationsOf } from '../../views/check-run/annotations.ts';
import { headlineOf } from '../../views/headline.ts';
import { fixFirst } from '../../views/order.ts';
import { count } from '../../views/plural.ts';
import { foreign } from '../../views/sheet.ts';
import { jobSummary } from '../../views/summary.ts';
import { terminalParts } from '../../views/terminal.ts';
import { type Io, painterFor } from '../cli/io.ts';
import type { Kept } from './evidence.ts';
import type { OutputName, Wanted } from './inputs.ts';
import type { Log } from './log.ts';

/** What GitHub keeps of one step, for each kind of annotation. */
const mostAnnotations = 10;
const longestMessage = 4_000;
/** What a step may write in all is 1 MiB, in which a second use of this Action in the same step has no part. */
const summaryBytes = 1_000_000;

/** What the runner takes from a step: an interface, so that GitHub's own toolkit is loaded only when there is something to hand over. */
export interface Handing {
  readonly output: (name: OutputName, value: string) => void;
  readonly summary: (text: string) => Promise<void>;
}

export interface Telling {
  readonly verdict: Verdict;
  readonly problems: readonly Problem[];
  readonly notes: readonly string[];
  readonly kept: Kept;
  readonly policyCommit: string | undefined;
  /** Where the folder of the reports lies in the repository: empty, or with a slash at its end. */
  readonly prefix: string;
  readonly now: string;
}

/** The log: what to fix is in sight, everything else in a fold. */
export function sayVerdict({ verdict, now }: Telling, log: Log, io: Io): void {
  const options = { width: 120, paint: painterFor({ ...io, env: { FORCE_COLOR: '1', ...io.env } }, true), now };
  const { answer, all, foot } = terminalParts(verdict, options);
  log.say(`\n${answer}\n`);
  if (verdict.items.length > 0) log.group(`All that was judged: ${count(verdict.items.length, 'item')}`, all);
  log.say(foot);
}

/** Beside the lines they are about, the worst first; what has no line stands at the top of the run. */
export function annotate({ verdict, problems, notes, prefix }: Telling, log: Log): void {
  const { batches } = annotationsOf(verdict);
  const placed = new Set(batches.flat().map(keyOf));
  const left = { error: mostAnnotations, warning: mostAnnotations, notice: mostAnnotations };
  const put = (kind: keyof typeof left, at: Readonly<Record<string, string | number>>, message: string) => {
    if (left[kind] === 0) return;
    left[kind] -= 1;
    log.command(kind, at, message.slice(0, longestMessage));
  };
  for (const problem of problems) put('error', placeOf(problem), foreign(formatProblem(problem)));
  const judged = verdict.policy === null ? [] : fixFirst(verdict);
  for (const { title, because, next } of judged.filter(
    ({ item }) => item === undefined || !item.answer?.judgement.findings.some((finding) => placed.has(keyOf(finding))),
  ))
    put('error', { title: foreign(title) }, foreign(next === undefined ? because : `${because} → ${next}`));
  for (const { path, line, level, title, message } of batches.flat())
    put(level === 'failure' ? 'error' : level, { file: `${prefix}${path}`, line, title: foreign(title) }, foreign(message));
  for (const note of notes) put('warning', { title: 'Gonogo' }, foreign(note));
}

/** `acme/baseline: gonogo.yml` is in another repository: no place here. */
function placeOf({ file, line, column }: Problem) {
  if (file?.includes(': ') === true) return { title: 'Gonogo' };
  return {
    ...(file !== undefined && { file }),
    ...(line !== undefined && { line }),
    ...(column !== undefined && { col: column }),
    title: 'Gonogo',
  };
}

/** What is told where it is need not be told again. A place that GitHub would not know is none. */
function keyOf({ path, file = path, line }: { readonly path?: string; readonly file?: string; readonly line?: number }): string {
  return JSON.stringify([file, line]);
}

export function say(log: Log, problems: readonly Problem[], io: Io): void {
  const paint = (text: string) => (io.env['NO_COLOR'] ? text : styleText('red', text, { validateStream: false }));
  for (const problem of problems) log.say(paint(formatProblem(problem)));
}

export async function handOver({ verdict, notes, kept, policyCommit, now }: Telling, handing: Handing): Promise<void> {
  const { counts } = verdict;
  const values: Readonly<Record<OutputName, string>> = {
    decision: verdict.decision,
    headline: foreign(headlineOf(verdict)),
    required: String(counts.required),
    done: String(counts.done),
    failed: String(counts.failed),
    unclear: String(counts.cannotTell),
    'policy-commit': policyCommit ?? '',
    evidence: kept.path ?? '',
    artifact: kept.artifact?.name ?? '',
    'artifact-id': kept.artifact === undefined ? '' : String(kept.artifact.id),
    attested: String(kept.isAttested),
  };
  const names = Object.keys(values).filter((name): name is OutputName => name in values);
  for (const name of names) handing.output(name, values[name]);
  const lost = kept.problems.map(({ message, remedy }) => `${message} → ${remedy}`);
  await handing.summary(jobSummary(verdict, { now, bytes: summaryBytes, notes: [...lost, ...notes] }));
}

export function failsBy(verdict: Verdict, failOn: Wanted['failOn']): boolean {
  if (verdict.decision === 'go' || failOn === 'never') return false;
  return verdict.decision === 'no-go' || failOn === 'cannot-tell';
}
