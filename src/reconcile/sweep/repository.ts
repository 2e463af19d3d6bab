import { epochOf } from '../../ground/instant.ts';
import { checkNameOf } from '../../verdict/conclusion.ts';
import type { PolicyAnswer } from '../policy/policies.ts';
import { listsBase } from '../policy/release.ts';
import type { Place } from '../ports/place.ts';
import type { ListedPull } from '../ports/platform.ts';
import type { Held, SubjectRow } from '../ports/store.ts';
import type { Wanted } from '../ports/tasks.ts';
import { memoryIn } from '../pull/memory.ts';
import { secondsAfter } from '../rhythm.ts';
import { pullTask, subjectTask } from '../subject-task.ts';
import type { World } from '../world.ts';
import { introduce } from './introduce.ts';

/** Looks whether anything in a repository is not as it is known: events get lost. */
export async function sweepRepository(held: Held, world: World): Promise<void> {
  const repoId = Number(held.key);
  const { read } = world.store;
  const [known, rows] = await Promise.all([read.place(repoId), read.openSubjects(repoId)]);
  if (known === undefined) return held.done();
  world.requirements.forget(repoId);
  const found = await world.platform.repository(known);
  if (found === undefined || found.place.repoId !== repoId) return held.done();
  const { place, branch, tip } = found;
  const policy: PolicyAnswer = tip === null ? { is: 'none' } : await world.policies.at({ place, commit: tip });
  // Where nothing is asked and nothing was, there is nothing to look at.
  const listed = policy.is === 'none' && rows.length === 0 ? [] : await allPulls(world, place);
  const isAsked = (base: string) =>
    policy.is === 'unreadable' || (policy.is === 'read' && listsBase(policy.policy.releases, base, branch));
  const hasMoved = rows.find(({ kind }) => kind === 'repository')?.head !== tip;
  const wanted = wantedOf({ rows, listed, place, isAsked, hasMoved, now: world.now() });
  await held.write(async (writes) => {
    await writes.savePlace(place);
    await writes.want(wanted);
  });
  if (tip !== null && policy.is === 'read') {
    const name = isAsked(branch) ? checkNameOf(policy.policy.enforcement) : undefined;
    await introduce({ held, world, place, branch, tip, name });
  }
  await held.done();
}

async function allPulls(world: World, place: Place): Promise<ListedPull[]> {
  const all: ListedPull[] = [];
  let after: string | undefined;
  do {
    // Each page begins where the one before ends.
    // oxlint-disable-next-line no-await-in-loop
    const { found, next } = await world.platform.openPulls({ place, ...(after !== undefined && { after }) });
    all.push(...found);
    after = next;
  } while (after !== undefined);
  return all;
}

interface Comparing {
  readonly rows: readonly SubjectRow[];
  readonly listed: readonly ListedPull[];
  readonly place: Place;
  /** Whether the check is asked of what goes into a branch. */
  readonly isAsked: (base: string) => boolean;
  /** What is asked may be something else than at the last sweep. */
  readonly hasMoved: boolean;
  readonly now: string;
}

/** What is new, has moved, is gone, or may have been ticked, labelled or judged by another policy without our hearing of it. */
function wantedOf(comparing: Comparing): Wanted[] {
  const { rows, listed, place, now } = comparing;
  const pullRows = rows.filter(({ kind }) => kind === 'pull-request');
  const known = new Map(pullRows.map((row) => [row.number, row]));
  const open = new Set(listed.map(({ number }) => number));
  const moved = listed.filter((pull) => isDue(pull, known.get(pull.number), comparing));
  const groups = rows.filter(({ kind }) => kind === 'merge-group');
  const gone = pullRows.filter(({ number }) => number !== null && !open.has(number));
  const { repoId, installation } = place;
  return [...moved.map(({ number }) => pullTask(repoId, number)), ...[...gone, ...groups].map(subjectTask)].map((task) => ({
    ...task,
    installation,
    due: now,
    isBackground: true,
  }));
}

/** What is no release is many, and nothing but a label or another policy makes one of it: it is looked at when something was done to it. */
const noReleaseSeconds = 86_400;
/** By so much the clocks may differ. */
const slackSeconds = 60;

function isDue({ head, base, updatedAt }: ListedPull, row: SubjectRow | undefined, comparing: Comparing): boolean {
  if (row === undefined || row.head !== head || row.base !== base) return true;
  const { answer, shown } = memoryIn(row);
  if (answer === null) return comparing.isAsked(base);
  const looked = shown[0]?.at;
  if (answer.decision !== 'not-a-release' || looked === undefined || updatedAt === undefined || comparing.hasMoved) return true;
  const isOld = epochOf(comparing.now) - epochOf(looked) > noReleaseSeconds * 1_000;
  return isOld || epochOf(updatedAt) > epochOf(looked) - slackSeconds * 1_000;
}

/** A branch has another tip: what goes into it is judged by another policy, and on the default branch everything may be. */
export async function sweepBranch(held: Held, world: World): Promise<void> {
  const at = held.key.indexOf('/');
  const repoId = Number(held.key.slice(0, at));
  const branch = held.key.slice(at + 1);
  const rows = await world.store.read.openSubjects(repoId, 'pull-request');
  const place = await world.store.read.place(repoId);
  if (place === undefined) return held.done();
  const into = rows.filter(({ base }) => base === branch);
  const { installation } = place;
  const due = world.now();
  const pulls = into.map((row): Wanted => ({ ...subjectTask(row), installation, due }));
  await held.write((writes) =>
    writes.want([
      ...pulls,
      { kind: 'repository', key: String(repoId), installation, due: secondsAfter(due, 1), isBackground: true },
    ]),
  );
  await held.done();
}
