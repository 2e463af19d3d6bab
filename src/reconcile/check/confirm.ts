import { canonical } from '../../ground/json.ts';
import { checkNames } from '../../verdict/conclusion.ts';
import type { Place } from '../ports/place.ts';
import type { ListedPull } from '../ports/platform.ts';
import type { SubjectRow } from '../ports/store.ts';
import type { Wanted } from '../ports/tasks.ts';
import { nodeIdsOf } from '../pull/boards.ts';
import { type Grounds, memoryIn } from '../pull/memory.ts';
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
  if (again.length === 0) return true;
  await world.store.tasks.want(again.map((number) => wanted(confirming, number)));
  return false;
}

/** Without a number it is the merge group of this commit. */
function wanted({ place, sha, world }: Confirming, number: number | null): Wanted {
  const { repoId, installation } = place;
  const task =
    number === null ? { kind: 'group' as const, key: `${repoId}/${sha}` } : { kind: 'pull' as const, key: `${repoId}/${number}` };
  return { ...task, installation, due: world.now() };
}

interface Looked {
  readonly isSame: boolean;
  readonly sameHead: readonly ListedPull[];
}

async function lookAgain(row: SubjectRow, { world, place, sha }: Confirming): Promise<Looked> {
  const { board, answer } = memoryIn(row);
  // Nothing is asked of it, and so it has no share in the check.
  if (answer === null) return { isSame: true, sameHead: [] };
  const { grounds } = answer;
  if (grounds === null || answer.head !== sha) return { isSame: false, sameHead: [] };
  const { number } = row;
  const members = number === null ? (grounds.members ?? []) : [{ number, boards: nodeIdsOf(board), pulse: grounds.pulse }];
  const pulses = members.map((member) => world.platform.pulse({ place, ...member, checks: checkNames }));
  const [may, ...now] = await Promise.all([mayStill(grounds, world, place), ...pulses]);
  return {
    isSame: may && members.length > 0 && members.every(({ pulse }, at) => now[at]?.digest === pulse),
    sameHead: now.flatMap((each) => each?.sameHead ?? []),
  };
}

async function mayStill({ asked, teams, people }: Grounds, { platform }: World, place: Place): Promise<boolean> {
  if (asked.length === 0) return true;
  return canonical(await platform.people({ place, people: asked, teams })) === canonical(people);
}
