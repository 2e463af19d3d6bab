import type { Policy } from '../../checklist/policy.ts';
import { usesOf } from '../../checklist/uses.ts';
import { type Evidence, evidenceKey, nameOf } from '../../gates/engine/contract.ts';
import { epochOf, instantAt } from '../../ground/instant.ts';
import type { StoredClaim, TakenArtifact, TakenRun } from '../ports/runs.ts';
import type { Change } from '../pull/change.ts';
import type { World } from '../world.ts';
import { isReplaced } from './attempts.ts';
import { type OriginAnswer, type OriginAsk, originOf } from './origin.ts';
import { type EvidenceSeen, seenIn } from './take-in.ts';
import { createWorkflows, type Spoken } from './workflows.ts';

export interface Gathering {
  readonly world: World;
  readonly snapshot: Spoken;
  readonly policy: Policy;
  readonly change: Change | null;
  readonly seen: EvidenceSeen | null;
}

export interface Gathered {
  readonly evidence: readonly Evidence[];
  /** What somebody should look at, in sentences. */
  readonly warnings: readonly string[];
}

/** What a gate is asked, by the one name that its claims have. */
export type Asked = ReadonlyMap<string, Pick<Evidence, 'gate' | 'target' | 'source'>>;

interface Whole extends Gathering {
  readonly asked: Asked;
}

interface From {
  readonly run: TakenRun;
  readonly artifact: TakenArtifact;
  readonly origin: OriginAnswer;
}

/**
 * The evidence of workflows for the head of a pull request, from what was taken in: nothing is downloaded here. What cannot be read, or
 * was not looked at, stands in it as broken for all that it may hold.
 */
export async function gather(gathering: Gathering): Promise<Gathered> {
  const asked = askedBy(gathering.policy);
  if (asked.size === 0) return { evidence: [], warnings: [] };
  const whole: Whole = { ...gathering, asked };
  const { world, snapshot } = gathering;
  const taken = await world.store.read.evidence(snapshot.place.repoId, snapshot.head.sha);
  const runs = snapshot.number === null ? taken.filter(({ run: { event } }) => isOfQueue(event)) : taken;
  const parts = await partsOf(whole, runs);
  const claims = await world.store.read.claims({
    repoId: snapshot.place.repoId,
    artifacts: parts.map(({ artifact }) => artifact.id),
    keys: [...asked.keys()],
    bytes: mostJudged,
  });
  const unseen = unseenBecause(gathering);
  const missing = unseen === undefined ? [] : [...asked.values()].map((name) => notLooked(whole, name, unseen));
  return {
    evidence: [...missing, ...parts.flatMap((part) => evidenceFrom(whole, part, claims))],
    warnings: [...(unseen === undefined ? [] : [`Evidence: ${unseen}. It is looked for again.`]), ...warningsOf(parts)],
  };
}

/** Of all claims at a commit. What is judged is judged at once, in the middle of everything else; what is more blocks. */
const mostJudged = 2_500_000;

/** By these a merge queue has CI look at what it made. A pull request with the same commit is somebody else's. */
export function isOfQueue(event: string): boolean {
  return event === 'merge_group' || event === 'push';
}

export function asksForEvidence(policy: Policy): boolean {
  return usesOf(policy).length > 0;
}

export function askedBy(policy: Policy): Asked {
  return new Map(
    usesOf(policy)
      .map(nameOf)
      .map((name) => [evidenceKey(name), name]),
  );
}

function unseenBecause({ seen, snapshot: { head, runs } }: Gathering): string | undefined {
  if (seen === null || seen.head !== head.sha || runs.over === null || seen.runs !== seenIn(runs.over)) {
    return seen?.because ?? 'not all workflow runs of this commit were looked at yet';
  }
  return undefined;
}

async function partsOf({ world, snapshot, policy, change }: Whole, runs: readonly TakenRun[]): Promise<From[]> {
  const standing = createWorkflows({ platform: world.platform, snapshot, policy, change });
  const { number, base, place } = snapshot;
  const pull = { number, base: base.branch, since: base.since };
  const isRequired: OriginAsk['isRequired'] = (workflow) =>
    world.requirements.wantsWorkflow({ place, branch: base.branch, ...workflow });
  return Promise.all(
    runs.flatMap((run) =>
      run.artifacts.map(async (artifact): Promise<From> => {
        const others = runs.filter((other) => isAlike(other, run)).map(({ artifacts }) => ({ hasLeft: artifacts.length > 0 }));
        const origin = await originOf({ run: run.run, artifact, pull, trust: policy.trust, others, standing, isRequired });
        return { run, artifact, origin };
      }),
    ),
  );
}

function isAlike({ run: one }: TakenRun, { run: other }: TakenRun): boolean {
  return one.id !== other.id && one.path === other.path && one.event === other.event;
}

function evidenceFrom(whole: Whole, from: From, claims: readonly StoredClaim[]): Evidence[] {
  const { run, artifact } = from;
  const { found } = artifact;
  const established = establishedOf(whole, from);
  const counts = (key: string) => !isReplaced(artifact, key, run);
  if (found.is === 'unreadable') {
    const reason = `evidence cannot be read: ${describe(from)} ${found.because}`;
    const broken = {
      at: artifact.createdAt,
      tookMs: 0,
      state: 'broken',
      reason,
      remedy: `Run all jobs of ${run.run.path} again.`,
    } as const;
    return [...whole.asked].filter(([key]) => counts(key)).map(([, name]) => ({ ...name, ...broken, ...established }));
  }
  const own = claims.filter((each) => each.artifact === artifact.id && counts(evidenceKey(each.claim)));
  const held = own.map(({ claim }): Evidence => ({ ...claim, at: earlierOf(claim.at, artifact.createdAt), ...established }));
  const isHeld = new Set(own.map(({ claim }) => evidenceKey(claim)));
  const beyond = found.keys.flatMap((key): Evidence[] => {
    const name = counts(key) && !isHeld.has(key) ? whole.asked.get(key) : undefined;
    return name === undefined ? [] : [{ ...name, ...notJudged, at: artifact.createdAt, ...established }];
  });
  return [...held, ...beyond, ...othersIn(whole, found.keys, { at: artifact.createdAt, established })];
}

const notJudged = {
  tookMs: 0,
  state: 'broken',
  reason: `there is more evidence at this commit than the ${mostJudged / 1_000_000} MB that are judged`,
  remedy: 'Let gates keep less, or let fewer jobs and workflows collect the same, and run CI again.',
} as const;

/** Whatever a claim says of its time, it was made before it was uploaded. */
function earlierOf(at: string, createdAt: string): string {
  return Date.parse(at) <= Date.parse(createdAt) ? at : createdAt;
}

type Established = Pick<Evidence, 'head' | 'origin' | 'run' | 'link' | 'doubt' | 'isMixed'>;

function establishedOf({ snapshot: { head, url } }: Whole, { run: { run }, artifact, origin }: From): Established {
  return {
    head: head.sha,
    origin: origin.origin,
    run: { id: run.id, attempt: artifact.attempt, path: run.path },
    link: `${url.replace(/\/pull\/\d+$/, '')}/actions/runs/${run.id}/attempts/${artifact.attempt}`,
    ...(origin.doubt !== undefined && { doubt: origin.doubt }),
    ...(origin.isMixed && { isMixed: true as const }),
  };
}

/** Claims of a gate that is asked, by other settings: that they are there is worth telling, and what stands in them is not. */
function othersIn(
  { asked }: Whole,
  keys: readonly string[],
  { at, established }: { readonly at: string; readonly established: Established },
): Evidence[] {
  const named = new Set([...asked.values()].map(({ gate, target }) => `${gate}|${target ?? ''}`));
  return keys.flatMap((key): Evidence[] => {
    const [gate, source] = [key.slice(0, key.indexOf('|')), key.slice(key.lastIndexOf('|') + 1)];
    const target = key.slice(gate.length + 1, -source.length - 1);
    if (asked.has(key) || !named.has(`${gate}|${target}`)) return [];
    const name = { gate, ...(target !== '' && { target }), source };
    return [{ ...name, at, tookMs: 0, state: 'broken', reason: 'it was collected with other settings', ...established }];
  });
}

function notLooked({ world, snapshot }: Whole, name: Pick<Evidence, 'gate' | 'target' | 'source'>, because: string): Evidence {
  const remedy = 'Wait a minute. If it stays so, see that the App may read Actions, and write /gonogo recheck.';
  // Always fresh, and not another answer with every look.
  const at = instantAt(epochOf(world.now()) - (epochOf(world.now()) % lookedEveryMs));
  const broken = { at, tookMs: 0, state: 'broken', reason: because, remedy } as const;
  return { ...name, ...broken, head: snapshot.head.sha, origin: 'app' };
}

const lookedEveryMs = 600_000;

function describe({ run: { run }, artifact }: From): string {
  return `${artifact.name} of run ${run.id} (${run.path}, attempt ${artifact.attempt})`;
}

/** So many at once; whoever mends these sees the rest. */
const shown = 5;

function warningsOf(parts: readonly From[]): string[] {
  const said = parts.flatMap((part) => {
    const { artifact, run } = part;
    if (artifact.found.is === 'unreadable') {
      return [`Evidence cannot be read: ${describe(part)} ${artifact.found.because}. Run all jobs of ${run.run.path} again.`];
    }
    const [contradiction] = artifact.contradictions;
    if (contradiction === undefined) return [];
    return [`Evidence contradicts GitHub: ${describe(part)} speaks of ${contradiction}. See who uploaded it, and run CI again.`];
  });
  return said.length <= shown ? said : [...said.slice(0, shown), `So it is with ${said.length - shown} more pieces of evidence.`];
}
