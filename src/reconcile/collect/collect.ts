import { asksPlatform } from '../../checklist/uses.ts';
import type { Claim } from '../../gates/engine/contract.ts';
import { subjectKey } from '../../ledger/statement.ts';
import { checkNames } from '../../verdict/conclusion.ts';
import { PlatformError } from '../ports/faults.ts';
import type { Place } from '../ports/place.ts';
import type { PullSnapshot } from '../ports/snapshot.ts';
import type { Held, SubjectRow } from '../ports/store.ts';
import { boardIdsOf } from '../pull/boards.ts';
import { memoryIn, type PullMemory } from '../pull/memory.ts';
import { pusherOfHead } from '../pull/pushers.ts';
import { pullTask } from '../subject-task.ts';
import type { World } from '../world.ts';
import { type Ask, type Asks, markOf } from './ask.ts';
import { type Collected, collectedIn, collectedKey, collectedRow, outcomeOf } from './collected.ts';
import { dueAgain, lapseOf, mayAskAgain } from './due.ts';
import { wish } from './known.ts';
import { claimFor } from './run.ts';
import { type CollectTask, readTask } from './task.ts';

/** Asks what a release asks, and keeps the answer. It never judges: the pull request is looked at again. */
export async function collect(held: Held, world: World): Promise<void> {
  const task = readTask(held.key);
  return task.is === 'commit' ? askAllAt(task, held, world) : askOne(task, held, world);
}

/** Somebody said something of a commit: whatever is asked of the platform about it is asked again. */
async function askAllAt({ repoId, sha }: Extract<CollectTask, { is: 'commit' }>, held: Held, world: World): Promise<void> {
  const rows = await world.store.read.subjectsAt(repoId, sha);
  const { installation } = held;
  const wanted = rows.flatMap((row) => {
    const { number } = row;
    const asks = number === null ? [] : (memoryIn(row).asks?.all ?? []);
    const asked = asks.filter(({ use }) => asksPlatform(use.gate));
    return asked.map(({ job }) => wish(world, { repoId, installation }, { number: number ?? 0, job, again: true }));
  });
  if (wanted.length > 0) await held.write((writes) => writes.want(wanted));
  return held.done();
}

export interface Asking {
  readonly world: World;
  readonly place: Place;
  readonly row: SubjectRow;
  readonly number: number;
  readonly asks: Asks;
  readonly ask: Ask;
}

async function askOne(task: Extract<CollectTask, { is: 'ask' }>, held: Held, world: World): Promise<void> {
  const { repoId, number, job, again } = task;
  const { read } = world.store;
  const key = subjectKey({ kind: 'pull-request', repoId, number, sha: '' });
  const [place, row, kept] = await Promise.all([read.place(repoId), read.subject(key), read.subject(collectedKey(repoId, job))]);
  const { asks } = memoryIn(row);
  const ask = asks?.all.find((each) => each.job === job);
  // Nothing depends on it any more.
  if (place === undefined || row === undefined || !row.isOpen || asks === null || ask === undefined) return held.done();
  const before = collectedIn(kept);
  const asking = { world, place, row, number, asks, ask };
  const due = before === undefined ? world.now() : dueFor(before, { asking, again });
  if (before !== undefined && due > world.now()) {
    if (isNews(before, ask, world.now())) await tell(held, asking);
    return held.done(due);
  }
  const { claim, pulse } = await collectedOrTold(held, asking);
  const failures = claim.state === 'broken' ? (before?.failures ?? 0) + 1 : 0;
  await save(held, asking, { format: 'gonogo/collected/1', claim, pulse, failures });
}

/** What has moved is looked at as it is now, and asks anew by that. */
async function collectedOrTold(held: Held, asking: Asking): Promise<Awaited<ReturnType<typeof askNow>>> {
  try {
    return await askNow(asking);
  } catch (error) {
    if (error instanceof PlatformError && error.fault.kind === 'unclear') await tell(held, asking);
    throw error;
  }
}

function dueFor(before: Collected, { asking, again }: { readonly asking: Asking; readonly again: boolean }): string {
  if (!again) return dueAgain(before, asking.world.rhythm);
  return mayAskAgain(before, asking.ask.address !== undefined);
}

/** One that began before another ended does not take its place. */
async function save(held: Held, asking: Asking, memory: Collected): Promise<void> {
  const { world, place, ask } = asking;
  const key = collectedKey(place.repoId, ask.job);
  const now = collectedIn(await world.store.read.subject(key));
  const newest = now !== undefined && now.claim.at > memory.claim.at ? now : memory;
  report(asking, memory.claim);
  await held.write(async (writes) => {
    await writes.saveSubject(collectedRow(place.repoId, ask.job, newest));
    if (isNews(newest, ask, world.now())) await writes.want([pullWish(held, asking)]);
  });
  const isAgain = readTask(held.key);
  // The one that comes by itself keeps the rhythm.
  return held.done(isAgain.is === 'ask' && isAgain.again ? undefined : dueAgain(newest, world.rhythm));
}

function report({ world, place, number, ask }: Asking, claim: Claim): void {
  if (claim.state !== 'broken') return;
  const about = `${place.repoId}/${number} ${ask.use.gate}`;
  world.report({ level: 'info', event: 'collect.broken', about });
}

/** It was judged by something else, or by something that counts no more. */
function isNews(collected: Collected, { answer }: Ask, now: string): boolean {
  if (answer === null || answer.outcome !== outcomeOf(collected.claim)) return true;
  return answer.at < collected.claim.at && lapseOf({ claim: { ...collected.claim, at: answer.at } }) <= now;
}

async function tell(held: Held, asking: Asking): Promise<void> {
  await held.write((writes) => writes.want([pullWish(held, asking)]));
}

function pullWish({ installation }: Held, { world, place, number }: Asking) {
  return { ...pullTask(place.repoId, number), installation, due: world.now() };
}

/** What is found now, and of which state of the pull request. */
export async function askNow(asking: Asking): Promise<{ readonly claim: Claim; readonly pulse: string }> {
  const { world, place, row, asks } = asking;
  const answer = await world.policies.at({ place, commit: asks.policyAt });
  if (answer.is !== 'read') throw unclear('its policy is not to be read');
  const memory = memoryIn(row);
  const snapshot = () => snapshotFor(asking, { memory, policy: answer.policy });
  const shown = memory.answer?.grounds?.pulse ?? '';
  const claim = await claimFor({ ...asking, policy: answer.policy, snapshot, pushers: memory.pushers });
  return { claim, pulse: shown };
}

interface Around {
  readonly memory: PullMemory;
  readonly policy: Parameters<typeof markOf>[0]['policy'];
}

/** As long as it is what was asked about. */
async function snapshotFor({ world, place, number, asks }: Asking, { memory, policy }: Around): Promise<PullSnapshot> {
  const boards = boardIdsOf(memory);
  const snapshot = await world.platform.pull({ place, number, boards, checks: checkNames });
  if (snapshot === undefined || snapshot.head.sha !== asks.head) throw unclear('its head has moved');
  const pushed = await pusherOfHead(world, snapshot, memory);
  const mark = markOf({ policy, snapshot, memory: pushed.memory, isPusherUnknown: pushed.isUnknown });
  if (mark !== asks.mark) throw unclear('its reviews have changed');
  return snapshot;
}

function unclear(because: string): PlatformError {
  return new PlatformError(`the pull request has to be looked at first: ${because}`, { kind: 'unclear', asked: 'its reviews' });
}
