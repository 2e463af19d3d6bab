import { type Digest, digest } from '../../ground/json.ts';
import { PlatformError } from '../ports/faults.ts';
import type { Place } from '../ports/place.ts';
import type { Attempt, KeptClaim, ListedArtifact, TakenArtifact, TakenRun, WorkflowRun } from '../ports/runs.ts';
import type { RunsSeen } from '../ports/snapshot.ts';
import type { Held } from '../ports/store.ts';
import type { World } from '../world.ts';
import { attemptAt } from './attempts.ts';
import { type Reading, readArtifact } from './document.ts';

/** Up to where the runs of a commit were looked at. */
export interface EvidenceSeen {
  readonly head: string;
  /** Of the runs that were over then; null where not all could be looked at. */
  readonly runs: Digest | null;
  /** Why not. */
  readonly because?: string;
}

export interface TakingIn {
  readonly world: World;
  readonly held: Held;
  readonly place: Place;
  readonly head: string;
  readonly runs: RunsSeen;
  /** When it was looked at last. */
  readonly seen: EvidenceSeen | null;
}

/** Of artifacts with other names nothing is known, and nothing is asked. */
export const evidencePrefix = 'gonogo-evidence-';

/** Of one run, more than any has; and of all that stands in them, whether or not it can be read. */
const most = { artifacts: 100, bytes: 40_000_000, claims: 4_000 };

/**
 * Takes in what the runs of a commit left behind, once: as long as no further run is over, nothing is asked. What may pass by is thrown,
 * and looked at again with all the rest; what will not is an answer that blocks.
 */
export async function takeIn(taking: TakingIn): Promise<EvidenceSeen> {
  const { head, runs, seen } = taking;
  if (runs.over === null) return { head, runs: null, because: 'GitHub does not tell of all workflow runs of this commit' };
  const over = seenIn(runs.over);
  if (seen?.head === head && seen.runs === over) return seen;
  try {
    if (runs.over.length > 0) await takeRuns(taking, runs.over);
    return { head, runs: over };
  } catch (error) {
    if (!(error instanceof PlatformError) || mayPass(error)) throw error;
    return { head, runs: null, because: `the workflow runs of this commit could not be looked at: ${error.message}` };
  }
}

/** The same may be answered in a while. */
export function mayPass({ fault: { kind } }: PlatformError): boolean {
  return kind === 'limited' || kind === 'unavailable';
}

export function seenIn(over: NonNullable<RunsSeen['over']>): Digest {
  return digest(over.map(({ id, at }) => [id, at]).toSorted(([a], [b]) => Number(a) - Number(b)));
}

async function takeRuns(taking: TakingIn, over: NonNullable<RunsSeen['over']>): Promise<void> {
  const { world, place, head: sha } = taking;
  const [kept, runs] = await Promise.all([
    world.store.read.evidence(place.repoId, sha),
    world.platform.workflowRuns({ place, sha, known: over.map(({ id }) => id) }),
  ]);
  for (const run of runs) {
    const known = kept.find((each) => each.run.id === run.id);
    const isNew = known === undefined || known.run.updatedAt !== run.updatedAt || known.run.status !== 'completed';
    // One after the other, each kept at once, so that what failed in the middle goes on from there.
    // oxlint-disable-next-line no-await-in-loop
    if (isNew && (run.status === 'completed' || run.attempt > 1)) await takeRun(taking, { run, known });
  }
  const late = over.find(({ id }) => runs.find((run) => run.id === id)?.status !== 'completed');
  if (late === undefined) return;
  const asked = `run ${late.id}`;
  throw new PlatformError(`${asked} is over, and does not say so yet`, { kind: 'unclear', asked });
}

interface OneRun {
  readonly run: WorkflowRun;
  readonly known: TakenRun | undefined;
}

async function takeRun({ world, held, place }: TakingIn, { run, known }: OneRun): Promise<void> {
  const { artifact: fetchFiles, artifacts: list, vouch } = world.platform;
  const { readEvidence } = world;
  const listed = await list({ place, run: run.id, prefix: evidencePrefix });
  const attempts = listed.length === 0 ? [] : await attemptsOf(world, place, { run, known });
  const artifacts: TakenArtifact[] = [...(known?.artifacts ?? [])];
  const claims: KeptClaim[] = [];
  let bytes = 0;
  for (const reading of freshOf(listed, attempts, { run, known })) {
    const { artifact } = reading;
    const isTooMuch = artifacts.length >= most.artifacts || bytes >= most.bytes || claims.length >= most.claims;
    // One after the other: each may be as large as all that is held in memory should be.
    // oxlint-disable-next-line no-await-in-loop
    const files = isTooMuch ? tooMuch : await fetchFiles({ place, artifact });
    // oxlint-disable-next-line no-await-in-loop
    const read = await readArtifact(files, { ...reading, vouch, readEvidence });
    artifacts.push(read.taken);
    claims.push(...read.claims.map((claim) => ({ ...claim, artifact: artifact.id })));
    bytes += read.bytes;
  }
  const row: TakenRun = {
    format: 'gonogo/run/1',
    run: artifacts.length === 0 ? run : await named(world, place, run),
    attempts,
    artifacts,
  };
  await held.write((writes) => writes.saveEvidence(place.repoId, row, claims));
}

/** What the platform says of a run is what is open now; another pull request may have been open from the same branch while it was wished for. */
async function named({ platform }: World, place: Place, run: WorkflowRun): Promise<WorkflowRun> {
  if (run.event !== 'pull_request') return run;
  const pulls = await platform.pullsOf({ place, run });
  return { ...run, pulls: [...new Set([...run.pulls, ...pulls])].toSorted((a, b) => a - b) };
}

const tooMuch = { is: 'unreadable', because: 'stands beside more evidence than one run can have' } as const;

/** What is not known yet. Of an attempt that is still running nothing: what is being uploaded may not be all of it. */
function freshOf(
  listed: readonly ListedArtifact[],
  attempts: readonly Attempt[],
  { run, known }: OneRun,
): Omit<Reading, 'vouch' | 'readEvidence'>[] {
  const begun = attempts.length === 0 ? [{ number: 1, startedAt: run.startedAt }] : attempts;
  return listed.flatMap((artifact) => {
    const number = attemptAt(artifact.createdAt, begun);
    const isKnown = known?.artifacts.some(({ id }) => id === artifact.id) ?? false;
    if (isKnown || (run.status === 'running' && number === run.attempt)) return [];
    const startedAt = begun.find((each) => each.number === number)?.startedAt ?? run.startedAt;
    return [{ run, artifact, attempt: { number, startedAt } }];
  });
}

/** Those that are over stay as they were. Where there was but one, nobody needs to know of its jobs. */
async function attemptsOf({ platform }: World, place: Place, { run, known }: OneRun): Promise<readonly Attempt[]> {
  if (run.attempt === 1) return [];
  const over = (known?.attempts ?? []).filter(({ number }) => number < (known?.run.attempt ?? 0));
  const numbers = Array.from({ length: run.attempt }, (_, at) => at + 1);
  const missing = numbers.filter((number) => over.every((each) => each.number !== number));
  const asked = await Promise.all(missing.map((number) => platform.attempt({ place, run: run.id, number })));
  return [...over, ...asked].toSorted((a, b) => a.number - b.number);
}
