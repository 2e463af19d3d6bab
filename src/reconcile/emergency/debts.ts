import type { EmergencyDebt } from '../../verdict/facts.ts';
import { hasWrite } from '../../verdict/people.ts';
import type { Place } from '../ports/place.ts';
import type { Issue } from '../ports/platform.ts';
import type { SubjectRow } from '../ports/store.ts';
import { pullTask } from '../subject-task.ts';
import type { World } from '../world.ts';
import { type EmergencyMemory, emergencyIn } from './emergency.ts';

/** What emergencies in a repository left behind and nobody has made up for. */
export async function debtsIn(world: World, place: Place): Promise<EmergencyDebt[]> {
  const rows = await world.store.read.openSubjects(place.repoId, 'emergency');
  const owed = await Promise.all(rows.map((row) => owedOf(world, place, row)));
  return owed.flat();
}

async function owedOf(world: World, place: Place, row: SubjectRow): Promise<EmergencyDebt[]> {
  const memory = emergencyIn(row);
  if (memory === undefined) return [{ item: `what pull request ${row.number ?? 0} skipped`, due: world.now() }];
  const settled = await settledIn(world, place, memory);
  const owed = memory.debts.filter((_debt, at) => settled[at] !== true);
  // Its own look notes that it is settled, and opens another issue for one that was deleted.
  if (owed.length === 0 || settled.includes('gone')) await world.store.tasks.want([wanted(world, place, row)]);
  return owed.map(({ item, issue }) => ({ item, due: memory.due, ...(issue !== null && { link: issue.url }) }));
}

function wanted(world: World, { repoId, installation }: Place, { number }: SubjectRow) {
  return { ...pullTask(repoId, number ?? 0), installation, due: world.now(), isBackground: true };
}

/** In their order. `gone`: nobody can settle it. */
export function settledIn(world: World, place: Place, memory: EmergencyMemory): Promise<(boolean | 'gone')[]> {
  return Promise.all(
    memory.debts.map(async ({ issue }) => {
      if (issue === null) return false;
      const now = await world.platform.issue({ place, number: issue.number });
      return now === undefined ? 'gone' : isSettled(now, { world, place, memory });
    }),
  );
}

/** Closed as done, by somebody with write access who did not break the glass. */
async function isSettled(
  { state, closedBy }: Issue,
  { world, place, memory }: { readonly world: World; readonly place: Place; readonly memory: EmergencyMemory },
): Promise<boolean> {
  if (state !== 'done' || closedBy === null || closedBy.kind !== 'human' || closedBy.id === memory.by.id) return false;
  const people = await world.platform.people({ place, people: [closedBy], teams: [] });
  const closer = people[String(closedBy.id)];
  return closer !== undefined && hasWrite(closer) === 'yes';
}
