import type { Policy } from '../../checklist/policy.ts';
import type { Evidence } from '../../gates/engine/contract.ts';
import { type Digest, digest } from '../../ground/json.ts';
import { askedBy, gather, isOfQueue } from '../evidence/gather.ts';
import { type EvidenceSeen, takeIn } from '../evidence/take-in.ts';
import { listensToQueue } from '../evidence/workflow-file.ts';
import type { Place } from '../ports/place.ts';
import type { TakenRun, WorkflowRun } from '../ports/runs.ts';
import type { Held } from '../ports/store.ts';
import type { Group } from '../ports/tasks.ts';
import type { Change } from '../pull/change.ts';
import { commitsBetween } from '../pull/facts.ts';
import type { World } from '../world.ts';

export interface MergedAsk {
  readonly world: World;
  readonly held: Held;
  readonly place: Place;
  readonly group: Group;
  /** When its runs were looked at last. */
  readonly seen: EvidenceSeen | null;
  readonly members: readonly { readonly number: number; readonly head: string }[];
  /** Of any of its members. */
  readonly url: string;
}

/** What CI finds on the commit that a merge queue made: that is what would go out. */
export interface MergedLook {
  readonly seen: EvidenceSeen | null;
  /** Equal exactly when no run began or ended. */
  readonly pulse: Digest;
  /** What is still to come. */
  readonly waits?: string;
  /** By what a policy asks. */
  readonly found: (policy: Policy) => Promise<readonly Evidence[]>;
}

/** A workflow that left evidence at the head of a member, and that the queue has CI run as well. */
interface Expected extends Pick<WorkflowRun, 'path' | 'source'> {
  readonly keys: ReadonlySet<string>;
  readonly number: number;
}

export async function lookAtMerged(ask: MergedAsk): Promise<MergedLook> {
  const { world, held, place, group, seen } = ask;
  const [runs, expected] = await Promise.all([runsOf(ask), expectedOf(ask)]);
  const pulse = pulseOf(runs);
  const waits = waitsFor(runs, expected);
  if (waits !== undefined) return { seen, pulse, waits, found: async () => [] };
  const over = runs.map(({ id, updatedAt: at }) => ({ id, at }));
  const taken = await takeIn({ world, held, place, head: group.sha, runs: { state: 'completed', since: '', over }, seen });
  const found = (policy: Policy) => evidenceFor(policy, { ask, over, seen: taken, expected });
  return { seen: taken, pulse, found };
}

/** Right before green: no run of it began or ended since. */
export async function isStillRun(
  ask: Pick<MergedAsk, 'world' | 'place'> & { readonly sha: string },
  pulse: string,
): Promise<boolean> {
  return pulseOf(await runsOf({ ...ask, group: ask })) === pulse;
}

async function runsOf({
  world,
  place,
  group: { sha },
}: Pick<MergedAsk, 'world' | 'place'> & { readonly group: Pick<Group, 'sha'> }): Promise<readonly WorkflowRun[]> {
  const runs = await world.platform.workflowRuns({ place, sha, known: [] });
  return runs.filter(({ event }) => isOfQueue(event));
}

/** One that goes on moves all the time. */
function pulseOf(runs: readonly WorkflowRun[]): Digest {
  return digest(runs.map(({ id, attempt, status, updatedAt }) => [id, attempt, status === 'completed' ? updatedAt : null]));
}

function waitsFor(runs: readonly WorkflowRun[], expected: readonly Expected[]): string | undefined {
  const going = runs.find(({ status }) => status !== 'completed');
  if (going !== undefined) return `${going.path} is still running on the commit of this merge group`;
  const missing = expected.find((each) => !runs.some((run) => run.event === 'merge_group' && isOf(each, run)));
  return missing && `${missing.path} has not begun yet on the commit of this merge group`;
}

function isOf(one: Pick<WorkflowRun, 'path' | 'source'>, other: Pick<WorkflowRun, 'path' | 'source'>): boolean {
  return one.path === other.path && one.source === other.source;
}

async function expectedOf(ask: MergedAsk): Promise<Expected[]> {
  const { world, place, members } = ask;
  const left = await Promise.all(
    members.map(async ({ number, head }) => {
      const runs = await world.store.read.evidence(place.repoId, head);
      return runs.map((run) => ({ number, path: run.run.path, source: run.run.source, keys: keysIn([run]) }));
    }),
  );
  const all = left.flat().filter(({ keys }) => keys.size > 0);
  const listens = await Promise.all(all.map((each) => isStarted(each, ask)));
  return all.filter((_each, at) => listens[at]);
}

/** One of another repository is started where a ruleset requires it; without it the queue merges nothing anyway. */
async function isStarted({ path, source }: Expected, { world, place, group: { branch, sha } }: MergedAsk): Promise<boolean> {
  if (source !== null) return world.requirements.wantsWorkflow({ place, branch, source, path });
  const file = await world.platform.file({ place, commit: sha, path });
  return file.is === 'text' && listensToQueue(path, file.text, branch);
}

function keysIn(runs: readonly TakenRun[]): ReadonlySet<string> {
  return new Set(runs.flatMap(({ artifacts }) => artifacts.flatMap(({ found }) => (found.is === 'read' ? found.keys : []))));
}

interface Finding {
  readonly ask: MergedAsk;
  readonly over: readonly { readonly id: number; readonly at: string }[];
  readonly seen: EvidenceSeen;
  readonly expected: readonly Expected[];
}

async function evidenceFor(policy: Policy, finding: Finding): Promise<readonly Evidence[]> {
  const { ask, over, seen } = finding;
  const { world, place, group, url } = ask;
  const taken = await world.store.read.evidence(place.repoId, group.sha);
  const base = { branch: group.branch, tip: { sha: group.base }, since: null };
  const snapshot = { place, url, number: null, head: { sha: group.sha }, base, runs: { over } };
  const hasLeft = taken.some(({ artifacts }) => artifacts.length > 0);
  const change = hasLeft ? await changeOf(ask) : null;
  const { evidence } = await gather({ world, snapshot, policy, change, seen });
  return [...evidence, ...missingIn(policy, taken, finding)];
}

/** What all its members change together. */
function changeOf({ world, place, group: { base, sha } }: MergedAsk): Promise<Change | null> {
  return commitsBetween(world.platform, { place, before: base, after: sha });
}

/** What a workflow said of a member and leaves unsaid here was cut off, taken away or left out: it is not proved not to be worse. */
function missingIn(policy: Policy, taken: readonly TakenRun[], { ask, over, expected }: Finding): Evidence[] {
  const asked = askedBy(policy);
  return expected.flatMap((each) => {
    const here = keysIn(taken.filter(({ run }) => isOfQueue(run.event) && isOf(each, run)));
    const at =
      over
        .map((run) => run.at)
        .toSorted()
        .at(-1) ?? ask.world.now();
    return [...each.keys].flatMap((key): Evidence[] => {
      const name = asked.get(key);
      return name === undefined || here.has(key) ? [] : [{ ...unsaid(name, each), at, head: ask.group.sha }];
    });
  });
}

function unsaid(name: Pick<Evidence, 'gate' | 'target' | 'source'>, { path, number }: Expected) {
  return {
    ...name,
    state: 'broken',
    reason: `${path} left evidence of this for #${number}, and has left none`,
    remedy: 'See why its run left none, and queue again. What is not to run for merge groups belongs in a workflow of its own.',
    tookMs: 0,
    origin: 'app',
  } as const;
}
