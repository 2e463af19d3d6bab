import { canonical } from '../../ground/json.ts';
import type { Place } from '../ports/place.ts';
import type { SubjectRow } from '../ports/store.ts';
import type { Wanted } from '../ports/tasks.ts';
import { nodeIdsOf } from '../pull/boards.ts';
import { type Grounds, memoryIn } from '../pull/memory.ts';
import { checkNames } from '../pull/names.ts';
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
  const { world, place, sha, rows } = confirming;
  const [pulls, ...same] = await Promise.all([
    world.platform.pullsAt({ place, sha }),
    ...rows.map((row) => isStillSo(row, confirming)),
  ]);
  const bases = new Map(rows.map(({ number, base }) => [number, base]));
  const changed = rows.filter((_row, at) => same[at] !== true).map(({ number }) => number);
  const unknown = pulls.filter(({ number, base }) => bases.get(number) !== base).map(({ number }) => number);
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

async function isStillSo(row: SubjectRow, { world, place, sha }: Confirming): Promise<boolean> {
  const { board, answer } = memoryIn(row);
  // Nothing is asked of it, and so it has no share in the check.
  if (answer === null) return true;
  const { grounds } = answer;
  if (grounds === null || answer.head !== sha) return false;
  const { number } = row;
  const members = number === null ? (grounds.members ?? []) : [{ number, boards: nodeIdsOf(board), pulse: grounds.pulse }];
  if (members.length === 0) return false;
  const pulses = members.map((member) => world.platform.pulse({ place, ...member, checks: checkNames }));
  const [may, ...now] = await Promise.all([mayStill(grounds, world, place), ...pulses]);
  return may && members.every(({ pulse }, at) => now[at] === pulse);
}

async function mayStill({ asked, teams, people }: Grounds, { platform }: World, place: Place): Promise<boolean> {
  if (asked.length === 0) return true;
  return canonical(await platform.people({ place, people: asked, teams })) === canonical(people);
}
