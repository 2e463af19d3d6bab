import { canonical, type Json } from '../../ground/json.ts';
import { ProblemError } from '../../ground/problem.ts';
import {
  type Claim,
  type CollectContext,
  evidenceKey,
  type Gate,
  type GateUse,
  nameOf,
  type Release,
  type Target,
  type Workspace,
} from './contract.ts';
import { withDeadline } from './deadline.ts';
import type { PlatformAnswers } from './platform.ts';
import { type Lent, lendSecrets, type SecretOf } from './secrets.ts';
import { messageOf, textOf } from './thrown.ts';
import { issuesOf, sayIssues } from './validate.ts';

export interface RunOptions {
  readonly gateById: (id: string) => Gate | undefined;
  readonly workspace?: Workspace;
  /** Every target that a use may name. */
  readonly targets?: readonly Target[];
  /** Where there is one. */
  readonly platform?: PlatformAnswers;
  /** What gates may be lent. Whatever they bring back is searched for it. */
  readonly secretOf?: SecretOf;
  /** What is released here; asked for only by gates that compare with it. */
  readonly release?: () => Promise<Release>;
  readonly signal?: AbortSignal;
  /** How many gates run at a time. */
  readonly limit?: number;
  readonly gateDeadlineMs?: number;
  readonly totalDeadlineMs?: number;
  readonly onProgress?: (progress: Progress) => void;
  readonly now?: () => Date;
  /** Milliseconds from any fixed instant, for durations. */
  readonly monotonic?: () => number;
}

export type Progress = {
  readonly key: string;
  readonly gate: string;
  readonly target?: string;
  readonly done: number;
  readonly total: number;
} & ({ readonly type: 'started' } | { readonly type: 'finished'; readonly state: Claim['state']; readonly tookMs: number });

/** What one claim will answer: several uses that differ in their limits only share it. */
interface Job {
  readonly key: string;
  readonly use: GateUse;
  readonly name: { readonly gate: string; readonly target?: string; readonly source: string };
}

type Outcome =
  | { readonly state: 'collected'; readonly data: Json }
  | { readonly state: 'broken'; readonly reason: string; readonly remedy: string };

type Optional = 'workspace' | 'platform' | 'secretOf' | 'release';
type Settled = Required<Omit<RunOptions, Optional | 'signal'>> & Pick<RunOptions, Optional> & { readonly signal: AbortSignal };

const seconds = 1000;

/**
 * Runs every gate that the uses name, once per evidence key, and always comes back with one claim for each: what goes wrong in
 * a gate is that gate's broken claim. The order of the result does not depend on who was faster.
 */
export async function collectAll(uses: readonly GateUse[], options: RunOptions): Promise<Claim[]> {
  const { totalDeadlineMs = 900 * seconds } = options;
  const total = new AbortController();
  const timer = setTimeout(() => total.abort(tooSlow('All gates together', totalDeadlineMs)), totalDeadlineMs);
  const signal = options.signal === undefined ? total.signal : AbortSignal.any([options.signal, total.signal]);
  try {
    return await runJobs(jobsOf(uses), {
      limit: 4,
      gateDeadlineMs: 300 * seconds,
      targets: [],
      onProgress: () => {},
      now: () => new Date(),
      monotonic: () => performance.now(),
      ...options,
      totalDeadlineMs,
      signal,
    });
  } finally {
    clearTimeout(timer);
  }
}

function jobsOf(uses: readonly GateUse[]): Job[] {
  const jobs = new Map<string, Job>();
  for (const use of uses) {
    const name = nameOf(use);
    const key = evidenceKey(name);
    if (!jobs.has(key)) jobs.set(key, { key, use, name });
  }
  return [...jobs.values()].toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

async function runJobs(jobs: readonly Job[], options: Settled): Promise<Claim[]> {
  const claims: Claim[] = [];
  const waiting = jobs.entries();
  let done = 0;
  const worker = async () => {
    for (const [at, job] of waiting) {
      const { gate, target } = job.use;
      const about = { key: job.key, gate, ...(target !== undefined && { target }), total: jobs.length };
      options.onProgress({ type: 'started', ...about, done });
      // One after the other is the point: the number of workers is the limit.
      // oxlint-disable-next-line no-await-in-loop
      const claim = await runJob(job, options);
      claims[at] = claim;
      done += 1;
      options.onProgress({ type: 'finished', ...about, done, state: claim.state, tookMs: claim.tookMs });
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, options.limit) }, worker));
  return claims;
}

async function runJob({ use, name }: Job, options: Settled): Promise<Claim> {
  const at = options.now().toISOString();
  const start = options.monotonic();
  const lent = lendSecrets(options.secretOf);
  const outcome = await outcomeOf(use, options, lent).catch((error: unknown) => hidden(broken(error), lent));
  return { ...name, at, tookMs: Math.max(0, Math.round(options.monotonic() - start)), ...outcome };
}

async function outcomeOf(use: GateUse, options: Settled, lent: Lent): Promise<Outcome> {
  const gate = options.gateById(use.gate);
  if (gate === undefined)
    throw problem(`There is no gate ${use.gate}.`, 'Correct the name, or use a version of Gonogo that has it.');
  const issues = issuesOf(gate.source, use.source);
  if (issues.length > 0)
    throw problem(`The source of ${gate.id} cannot be used: ${sayIssues(issues)}`, `Correct gates.${gate.id}.source.`);
  const needed = neededBy(gate, use, options);
  const ms = options.gateDeadlineMs;
  const collected: unknown = await withDeadline({ ms, reason: tooSlow(gate.id, ms), outer: options.signal }, (signal) =>
    gate.collect(use.source, {
      ...needed,
      secret: lent.secret,
      ...(options.release !== undefined && { release: options.release }),
      signal,
    }),
  );
  return { state: 'collected', data: lent.hide(asEvidence(gate, collected)) };
}

/** A secret may stand in what a gate complains of. */
function hidden(outcome: Outcome, { hideText }: Lent): Outcome {
  return outcome.state === 'broken'
    ? { state: 'broken', reason: hideText(outcome.reason), remedy: hideText(outcome.remedy) }
    : outcome;
}

function neededBy(gate: Gate, use: GateUse, options: Settled): Omit<CollectContext, 'signal'> {
  const { workspace, targets, platform } = options;
  const target = targets.find(({ name }) => name === use.target);
  for (const need of gate.needs) {
    if (need === 'workspace' && workspace === undefined) {
      throw problem(
        `${gate.id} reads files, and there is no checked-out repository here.`,
        'Run it where the repository is checked out.',
      );
    }
    if (need === 'target' && target === undefined) {
      const which =
        use.target === undefined
          ? 'needs a target, and none is named'
          : `asks for the target ${use.target}, which is not configured`;
      throw problem(
        `${gate.id} ${which}.`,
        'Name the live address under targets: in the configuration, and the target at the item.',
      );
    }
    if (need === 'platform' && platform === undefined)
      throw problem(`${gate.id} asks the platform, which cannot be reached from here.`, 'Let the App collect it.');
  }
  return {
    ...(gate.needs.includes('workspace') && workspace !== undefined && { workspace }),
    ...(gate.needs.includes('target') && target !== undefined && { target }),
    ...(gate.needs.includes('platform') && platform !== undefined && { platform }),
  };
}

/** A gate may say nothing that its schema does not know, nor anything that a file could not carry unchanged. */
function asEvidence(gate: Gate, collected: unknown): Json {
  const data: Json = JSON.parse(canonical(collected));
  const issues = issuesOf(gate.evidence, data);
  if (issues.length === 0) return data;
  throw problem(
    `${gate.id} collected something else than it promises: ${sayIssues(issues)}`,
    'This is a defect of the gate: please report it.',
  );
}

function broken(error: unknown): Outcome {
  if (error instanceof ProblemError) {
    const [first] = error.problems;
    const places = error.problems.map(({ file, message }) => (file === undefined ? message : `${file}: ${message}`));
    return { state: 'broken', reason: oneLine(places.join(' ')), remedy: first?.remedy ?? 'Run it again.' };
  }
  if (textOf(error, 'name') === 'AbortError') {
    return { state: 'broken', reason: 'It was stopped before it ended.', remedy: 'Run it again.' };
  }
  const reason = `The gate crashed: ${messageOf(error)}`;
  return {
    state: 'broken',
    reason: oneLine(reason),
    remedy: 'Run it again; if it stays, please report it as a defect of the gate.',
  };
}

function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > 500 ? `${line.slice(0, 497)}...` : line;
}

function tooSlow(who: string, ms: number): ProblemError {
  return problem(`${who} took longer than ${ms / seconds} s.`, 'See why it is slow, or give it more time.');
}

function problem(message: string, remedy: string): ProblemError {
  return new ProblemError({ code: 'gate.broken', message, remedy });
}
