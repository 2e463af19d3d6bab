import { epochOf } from '../../ground/instant.ts';
import type { Attempt, Job, TakenArtifact, TakenRun } from '../ports/runs.ts';

/** Between what a job's times say and when its artifact is said to be made. */
const slackMs = 60_000;

/** The attempt in which an artifact was made, which no artifact is said to be of: the latest that had begun by then. */
export function attemptAt(createdAt: string, attempts: readonly Pick<Attempt, 'number' | 'startedAt'>[]): number {
  const begun = attempts.filter(({ startedAt }) => epochOf(startedAt) <= epochOf(createdAt));
  return Math.max(1, ...begun.map(({ number }) => number));
}

/**
 * Whether what an artifact says for a key counts no more: a later attempt says something for the same key, and every job that may have
 * uploaded evidence in the earlier one ran again, to its end. Else both count, so that nobody picks the better one by running less.
 */
export function isReplaced(artifact: TakenArtifact, key: string, { attempts, artifacts }: TakenRun): boolean {
  const later = artifacts.filter(({ attempt, found }) => {
    return attempt > artifact.attempt && found.is === 'read' && found.keys.includes(key);
  });
  const before = attempts.find(({ number }) => number === artifact.attempt);
  if (before === undefined) return false;
  const beside = artifacts.filter(({ attempt }) => attempt === artifact.attempt);
  return later.some(({ attempt }) => {
    const after = attempts.find(({ number }) => number === attempt);
    return after !== undefined && ranAgain(uploaders(beside, before), after);
  });
}

/** Names of the jobs that were at work when any of these were made; nothing where one of them nobody can have made. */
function uploaders(artifacts: readonly TakenArtifact[], { jobs }: Attempt): ReadonlySet<string> | undefined {
  const makers = artifacts.map(({ createdAt }) => jobs.filter((job) => wasAtWork(job, epochOf(createdAt))));
  if (makers.some((each) => each.length === 0)) return undefined;
  return new Set(makers.flat().map(({ name }) => name));
}

function wasAtWork({ startedAt, completedAt }: Job, at: number): boolean {
  if (startedAt === null || at < epochOf(startedAt) - slackMs) return false;
  return completedAt === null || at <= epochOf(completedAt) + slackMs;
}

function ranAgain(names: ReadonlySet<string> | undefined, { number, startedAt: begun, jobs }: Attempt): boolean {
  if (names === undefined || names.size === 0) return false;
  return [...names].every((name) => {
    const own = jobs.filter((job) => job.name === name);
    return own.length > 0 && own.every((job) => isOf(job, { number, begun }));
  });
}

/** One that was kept from before is listed again, with the times that it had. */
function isOf({ attempt, startedAt, conclusion }: Job, { number, begun }: { number: number; begun: string }): boolean {
  const isNew = attempt === number && startedAt !== null && epochOf(startedAt) >= epochOf(begun);
  return isNew && (conclusion === 'success' || conclusion === 'failure');
}
