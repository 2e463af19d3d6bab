import { canonical, type Json } from '../../ground/json.ts';
import { subjectKey } from '../../ledger/statement.ts';
import { checkNames } from '../../verdict/conclusion.ts';
import { isStillShown } from '../collect/still.ts';
import { isStillRun } from '../group/merged.ts';
import type { Place } from '../ports/place.ts';
import type { ListedPull } from '../ports/platform.ts';
import type { SubjectRow } from '../ports/store.ts';
import type { Wanted } from '../ports/tasks.ts';
import { boardIdsOf } from '../pull/boards.ts';
import { type Grounds, isKnown, memoryIn } from '../pull/memory.ts';
import { onRecord, recordDigest } from '../pull/on-record.ts';
import { subjectTask } from '../subject-task.ts';
import type { World } from '../world.ts';

export interface Confirming {
  readonly world: World;
  readonly place: Place;
  readonly sha: string;
  readonly rows: readonly SubjectRow[];
}

/**
 * Right before green: nothing has changed since it was judged, everybody still may, and no pull request has this head that was not asked.
 * What has changed is looked at again.
 */
export async function confirmGreen(confirming: Confirming): Promise<boolean> {
  const { world, sha, rows } = confirming;
  const looked = await Promise.all(rows.map((row) => lookAgain(row, confirming)));
  const bases = new Map(rows.map(({ number, base }) => [number, base]));
  const changed = rows.filter((_row, at) => looked[at]?.isSame !== true).map(({ number }) => number);
  const here = looked.flatMap(({ sameHead }) => sameHead).filter(({ head }) => head === sha);
  const unknown = here.filter(({ number, base }) => bases.get(number) !== base).map(({ number }) => number);
  const again = [...new Set([...changed, ...unknown])];
  const fresh = again.length > 0 ? again : await unheard(confirming);
  if (fresh.length === 0) return isStill(confirming);
  await world.store.tasks.want(fresh.map((number) => wanted(confirming, number)));
  return false;
}

/** Those of which more was said than they were judged by: by a button, or on another pull request of what stands for all. */
async function unheard({ world, place: { repoId }, rows }: Confirming): Promise<(number | null)[]> {
  const isHeard = async (number: number, said: Grounds['said']) =>
    said === null || said === recordDigest(await onRecord(world.store.read, { repoId, number }));
  const all = await Promise.all(
    rows.map(async (row) => {
      const { grounds } = memoryIn(row).answer ?? {};
      if (!grounds) return true;
      if (row.number !== null) return isHeard(row.number, grounds.said);
      const members = await Promise.all((grounds.members ?? []).map(({ number, said }) => isHeard(number, said)));
      return members.every(Boolean);
    }),
  );
  return rows.filter((_row, at) => all[at] !== true).map(({ number }) => number);
}

/** What people say in words is in no pulse: it is on record here, or on its way to it. */
async function isStill({ world: { store }, place: { repoId }, sha, rows }: Confirming): Promise<boolean> {
  const now = await store.read.subjectsAt(repoId, sha);
  if (canonical(now.map(saidBy)) !== canonical(rows.map(saidBy))) return false;
  const members = rows.flatMap((row) => memoryIn(row).answer?.grounds?.members ?? []);
  const still = await Promise.all(
    members.map(async ({ number, answer }) => {
      const row = await store.read.subject(subjectKey({ kind: 'pull-request', repoId, number, sha: '' }));
      return memoryIn(row).answer?.digest === answer;
    }),
  );
  const numbers = [...rows, ...members].flatMap(({ number }) => (number === null ? [] : [number]));
  const waiting = await Promise.all(numbers.map((number) => store.read.facts(repoId, number)));
  const pressed = (await store.read.facts(repoId, 0)).filter(({ fact }) => fact.is === 'pressed' && fact.head === sha);
  return !still.includes(false) && pressed.length === 0 && waiting.every((facts) => facts.length === 0);
}

function saidBy(row: SubjectRow): Json {
  const { answer } = memoryIn(row);
  return [row.key, answer?.digest ?? null, answer?.goSince ?? null];
}

/** Without a number it is the merge group of this commit. */
function wanted({ place, sha, world }: Confirming, number: number | null): Wanted {
  const { repoId, installation } = place;
  return { ...subjectTask({ repoId, number, head: sha }), installation, due: world.now() };
}

interface Looked {
  readonly isSame: boolean;
  readonly sameHead: readonly ListedPull[];
}

async function lookAgain(row: SubjectRow, { world, place, sha }: Confirming): Promise<Looked> {
  const memory = memoryIn(row);
  const { answer } = memory;
  if (!isKnown(row)) return { isSame: false, sameHead: [] };
  // Nothing is asked of it, and so it has no share in the check.
  if (answer === null) return { isSame: true, sameHead: [] };
  const { grounds } = answer;
  if (grounds === null || answer.head !== sha) return { isSame: false, sameHead: [] };
  // Something has ended or begun since, a waiver or a freeze.
  if (grounds.until !== null && grounds.until <= world.now()) return { isSame: false, sameHead: [] };
  const { number } = row;
  const members = number === null ? (grounds.members ?? []) : [{ number, boards: boardIdsOf(memory), pulse: grounds.pulse }];
  const pulses = members.map((member) => world.platform.pulse({ place, ...member, checks: checkNames }));
  const [may, ...now] = await Promise.all([mayStill(grounds, world, place), ...pulses]);
  const isAlike = may && members.length > 0 && members.every(({ pulse }, at) => now[at]?.digest === pulse);
  const isRun = number !== null || grounds.pulse === '' || (await isStillRun({ world, place, sha }, grounds.pulse));
  return {
    isSame: isAlike && isRun && (await stillShown(row, { world, place })),
    sameHead: now.flatMap((each) => each?.sameHead ?? []),
  };
}

/** Of a merge group: what each of its pull requests was judged by. */
async function stillShown(row: SubjectRow, { world, place }: Pick<Confirming, 'world' | 'place'>): Promise<boolean> {
  const { repoId } = place;
  const members = memoryIn(row).answer?.grounds?.members ?? [];
  const keys = members.map(({ number }) => subjectKey({ kind: 'pull-request', repoId, number, sha: '' }));
  const found = await Promise.all(keys.map((key) => world.store.read.subject(key)));
  const rows = row.number === null ? found.filter((each) => each !== undefined) : [row];
  return (await Promise.all(rows.map((each) => isStillShown(each, { world, place })))).every(Boolean);
}

async function mayStill({ asked, teams, people }: Grounds, { platform }: World, place: Place): Promise<boolean> {
  if (asked.length === 0) return true;
  return canonical(await platform.people({ place, people: asked, teams })) === canonical(people);
}
