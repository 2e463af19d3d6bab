import { epochOf } from '../../ground/instant.ts';
import { subjectKey } from '../../ledger/statement.ts';
import type { CheckRunOutput } from '../../views/check-run.ts';
import type { Place } from '../ports/place.ts';
import type { OwnRun } from '../ports/platform.ts';
import type { Held, RunRow } from '../ports/store.ts';
import { memoryIn, type ShownRun } from '../pull/memory.ts';
import { earlier, secondsAfter } from '../rhythm.ts';
import type { World } from '../world.ts';
import { hearButtons } from './buttons.ts';
import { confirmGreen } from './confirm.ts';
import { noteImitations } from './imitations.ts';
import { type Wish, wishesFor } from './shares.ts';

/** Writes the checks of one commit, each as what all that have it as their head say together. */
export async function publishChecks(held: Held, world: World): Promise<void> {
  const [id = '', sha = ''] = held.key.split('/');
  const repoId = Number(id);
  const { read } = world.store;
  const [place, rows, runs] = await Promise.all([read.place(repoId), read.subjectsAt(repoId, sha), read.runs(repoId, sha)]);
  if (place === undefined) return held.done();
  await hearButtons({ held, world, repoId, sha, rows });
  await noteImitations({ held, world, repoId, sha, rows });
  const shown = rows.flatMap((row) => memoryIn(row).shown);
  const wishes = wishesFor(
    rows,
    [...runs, ...shown.filter((run) => run.sha === sha)].map(({ name }) => name),
  );
  let due: string | undefined;
  for (const wish of wishes) {
    const run = runs.find(({ name }) => name === wish.name);
    const seen = shown.find((each) => each.name === wish.name && each.sha === sha);
    // One after the other: there is hardly ever more than one.
    // oxlint-disable-next-line no-await-in-loop
    const next = await settleCheck({ held, world, place, sha, wish, rows, run, seen });
    due = earlier(due, next);
  }
  await held.done(due);
}

interface Settling {
  readonly held: Held;
  readonly world: World;
  readonly place: Place;
  readonly sha: string;
  readonly wish: Wish;
  readonly rows: Parameters<typeof wishesFor>[0];
  /** As we wrote it last. */
  readonly run: RunRow | undefined;
  /** As the platform showed it last. */
  readonly seen: ShownRun | undefined;
}

/** When it is to be looked at again, where it has to wait. */
async function settleCheck(settling: Settling): Promise<string | undefined> {
  const { wish, world } = settling;
  const { green } = wish;
  if (green === undefined) {
    if (!(await saysWhy(settling))) await write(settling, wish.blocking, wish.digest);
    return undefined;
  }
  if (isWritten(settling, green.digest)) return undefined;
  if (epochOf(green.from) > epochOf(world.now())) {
    // What blocks already says what was left a moment ago, and turns green soon; what was closed says what is not so.
    if (!blocks(settling) || settling.run?.conclusion === 'cancelled') await write(settling, wish.blocking, wish.digest);
    return green.from;
  }
  if (!(await confirmGreen(settling))) {
    if (!blocks(settling)) await write(settling, wish.blocking, wish.digest);
    return later(world, green.from);
  }
  const run = blocks(settling) ? settling.run : await write(settling, wish.blocking, wish.digest);
  return turnGreen({ ...settling, run }, green);
}

/** A group that is no more because of what its check says keeps that: where else would anybody read why the queue threw it out. */
async function saysWhy({ world: { store }, place: { repoId }, sha, wish, run }: Settling): Promise<boolean> {
  const blocked = run?.conclusion === 'failure' || run?.conclusion === 'action_required';
  if (!blocked || !wasClosed(wish.blocking)) return false;
  return (await store.read.subject(subjectKey({ kind: 'merge-group', repoId, sha }))) !== undefined;
}

/** What changed is looked at first, and may change nothing: the longer that goes on, the rarer it is asked. */
function later({ now, rhythm }: World, since: string): string {
  const waited = (epochOf(now()) - epochOf(since)) / 1_000;
  return secondsAfter(now(), Math.min(rhythm.lookAgain, Math.max(rhythm.retry, waited)));
}

/** There is a run of ours that counts, and by all that we know it lets nothing go. */
function blocks(settling: Settling): boolean {
  const { run, held } = settling;
  if (run === undefined || held.tookOver || run.conclusion === 'success') return false;
  const newer = newerThan(run, settling);
  return newer === undefined || (newer.id === run.run && newer.conclusion !== 'success');
}

function isWritten(settling: Settling, digest: string): boolean {
  const { run, held } = settling;
  if (run === undefined || held.tookOver || run.digest !== digest) return false;
  const newer = newerThan(run, settling);
  return newer === undefined || (newer.id === run.run && conclusionOf(newer) === run.conclusion);
}

/** What the platform showed since we wrote. */
function newerThan({ at }: RunRow, { seen }: Pick<Settling, 'seen'>): ShownRun | undefined {
  return seen !== undefined && seen.at > at ? seen : undefined;
}

/** A run of its own after somebody else may still write to the one before; else the one that is there. */
async function write(settling: Settling, output: CheckRunOutput, digest: string): Promise<RunRow | undefined> {
  const { held, world, place, sha, wish } = settling;
  if (isWritten(settling, digest)) return settling.run;
  const there = await runThere(settling);
  if (there === undefined && wasClosed(output)) return undefined;
  const { name } = wish;
  const request = { sha, externalId: `${place.repoId}/${sha}/${name}`, output };
  const { confirm } = held;
  const isNew = there === undefined || held.tookOver || (there.isCompleted && output.status !== 'completed');
  const written = isNew
    ? await world.platform.createCheck({ place, wish: request, confirm })
    : await world.platform.updateCheck({ place, run: there.id, wish: request, confirm });
  const row = { repoId: place.repoId, sha, name, run: written.id, conclusion: conclusionOf(written), digest, at: world.now() };
  await held.write((writes) => writes.saveRun(row));
  return row;
}

/** One that is closed needs no run only to say so. */
function wasClosed(output: CheckRunOutput): boolean {
  return output.status === 'completed' && output.conclusion === 'cancelled';
}

/** One that we wrote and did not note is looked for before another is made. */
async function runThere({
  run,
  seen,
  world,
  place,
  sha,
  wish,
}: Settling): Promise<{ id: number; isCompleted: boolean } | undefined> {
  const newer = run === undefined ? seen : newerThan(run, { seen });
  if (newer === undefined && run !== undefined) return { id: run.run, isCompleted: run.conclusion !== 'in_progress' };
  const found = newer ?? (await world.platform.check({ place, sha, name: wish.name }));
  return found === undefined ? undefined : { id: found.id, isCompleted: found.status === 'completed' };
}

/** Only ever by changing a run that blocked, and read again once, so that what is shown is what was meant. */
async function turnGreen(settling: Settling, green: NonNullable<Wish['green']>): Promise<string | undefined> {
  const { run, held, world, place, sha, wish } = settling;
  if (run === undefined) return undefined;
  const request = { sha, externalId: `${place.repoId}/${sha}/${wish.name}`, output: green.output };
  const row = { repoId: place.repoId, sha, name: wish.name, run: run.run, conclusion: 'success' };
  // Noted before it is done: whoever comes after a crash here must not take it for one that blocks.
  await held.write((writes) => writes.saveRun({ ...row, digest: 'turning', at: world.now() }));
  await world.platform.updateCheck({ place, run: run.run, wish: request, confirm: held.confirm });
  const now = await world.platform.check({ place, sha, name: wish.name });
  if (now?.id === run.run && now.conclusion === 'success') {
    await held.write((writes) => writes.saveRun({ ...row, digest: green.digest, at: world.now() }));
    return undefined;
  }
  const because = `run ${run.run} was turned green, and ${now === undefined ? 'there is none' : `run ${now.id} says ${conclusionOf(now)}`}`;
  world.report({ level: 'alarm', event: 'check.not-green', about: held.key, because });
  // The newest is the one that counts from here on.
  const newest = now === undefined ? row : { ...row, run: now.id, conclusion: conclusionOf(now) };
  await held.write((writes) => writes.saveRun({ ...newest, digest: 'unclear', at: world.now() }));
  return later(world, green.from);
}

function conclusionOf({ status, conclusion }: OwnRun): string {
  return status === 'completed' ? (conclusion ?? 'none') : 'in_progress';
}
