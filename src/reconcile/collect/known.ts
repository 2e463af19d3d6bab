import { asksPlatform } from '../../checklist/uses.ts';
import { type Evidence, evidenceKey } from '../../gates/engine/contract.ts';
import { bindEvidence } from '../../gates/engine/evidence.ts';
import { epochOf } from '../../ground/instant.ts';
import type { Facts } from '../../verdict/facts.ts';
import type { Place } from '../ports/place.ts';
import type { Wanted as Wish } from '../ports/tasks.ts';
import type { PullMemory } from '../pull/memory.ts';
import type { World } from '../world.ts';
import { type Ask, type Asks, type AsksInput, keyOf, type Wanted, wantedOf } from './ask.ts';
import { type Collected, collectedIn, collectedKey, outcomeOf } from './collected.ts';
import { dueAgain, lapseOf } from './due.ts';
import { askTask } from './task.ts';

export interface KnownInput extends AsksInput {
  readonly world: World;
  readonly memory: Pick<PullMemory, 'pushers' | 'asks'>;
}

/** What was collected for a release, what is about to be, and what has to be wished for. */
export interface KnownHere {
  readonly asks: Asks;
  readonly evidence: readonly Evidence[];
  readonly asked: NonNullable<Facts['asked']>;
  readonly wanted: readonly Wish[];
}

/** Only looks into the store: whatever takes time is asked in a task of its own. */
export async function knownHere(input: KnownInput): Promise<KnownHere> {
  const { world, snapshot, memory } = input;
  const { all, ...wanted } = wantedOf(input);
  const before = new Map(memory.asks?.all.map((ask) => [ask.job, ask]));
  const looked = await Promise.all(all.map((each) => look(each, { ...input, before: before.get(each.job) })));
  const { place, number, head } = snapshot;
  const claims = looked.flatMap(({ collected }) => (collected === undefined ? [] : [collected.claim]));
  const waiting = looked.flatMap(({ ask }) => (ask.since === null ? [] : [[keyOf(ask.use), ask.since] as const]));
  return {
    asks: { ...wanted, all: looked.map(({ ask }) => ask) },
    evidence: bindEvidence(claims, { head: head.sha, origin: 'app' }),
    asked: Object.fromEntries(waiting),
    wanted: looked.flatMap(({ ask: { job }, task }) =>
      task === undefined ? [] : [wish(world, place, { number, job, ...task })],
    ),
  };
}

interface Looked {
  readonly ask: Ask;
  readonly collected: Collected | undefined;
  /** Where something is to be done about it now. */
  readonly task?: { readonly again: boolean };
}

async function look(wanted: Wanted, { world, snapshot, before }: KnownInput & { before: Ask | undefined }): Promise<Looked> {
  const now = world.now();
  const collected = collectedIn(await world.store.read.subject(collectedKey(snapshot.place.repoId, wanted.job)));
  if (collected === undefined) {
    const ask = { ...wanted, since: before?.since ?? now, answer: null };
    return { ask, collected, task: { again: false } };
  }
  const { claim } = collected;
  const lapse = lapseOf(collected);
  const ask = { ...wanted, since: lapse <= now ? lapse : null, answer: { at: claim.at, outcome: outcomeOf(claim) } };
  if (dueAgain(collected, world.rhythm) <= now) return { ask, collected, task: { again: false } };
  // What the platform shows may have changed with it.
  const hasMoved = asksPlatform(wanted.use.gate) && collected.pulse !== snapshot.pulse;
  return hasMoved ? { ask, collected, task: { again: true } } : { ask, collected };
}

/** A task that asks for it. */
export function wish(
  world: World,
  { repoId, installation }: Pick<Place, 'repoId' | 'installation'>,
  of: { readonly number: number; readonly job: string; readonly again: boolean },
): Wish {
  return { ...askTask({ repoId, ...of }), installation, due: world.now() };
}

/**
 * Who could not collect something says nothing where somebody else could. What we saw ourselves takes the place of what a workflow saw
 * before: nobody's word of a live address is stronger, and it is the newer one.
 */
export function together(ofWorkflows: readonly Evidence[], ours: readonly Evidence[]): Evidence[] {
  const seen = new Map(thoseCollected(ours).map((each) => [evidenceKey(each), epochOf(each.at)]));
  const theirs = new Set(thoseCollected(ofWorkflows).map(evidenceKey));
  const isOlder = (each: Evidence) => epochOf(each.at) < (seen.get(evidenceKey(each)) ?? Number.NEGATIVE_INFINITY);
  return [
    ...ofWorkflows.filter((each) => (each.state === 'collected' ? !isOlder(each) : !seen.has(evidenceKey(each)))),
    ...ours.filter((each) => each.state === 'collected' || !theirs.has(evidenceKey(each))),
  ];
}

function thoseCollected(all: readonly Evidence[]): Evidence[] {
  return all.filter(({ state }) => state === 'collected');
}
