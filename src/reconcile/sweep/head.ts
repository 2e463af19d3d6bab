import type { Held } from '../ports/store.ts';
import type { Wanted } from '../ports/tasks.ts';
import { subjectTask } from '../subject-task.ts';
import type { World } from '../world.ts';

/** Something happened at a commit, and nobody said whose head it is. */
export async function sweepHead(held: Held, world: World): Promise<void> {
  const [repoId = '', sha = ''] = held.key.split('/');
  const rows = await world.store.read.subjectsAt(Number(repoId), sha);
  const { installation } = held;
  const due = world.now();
  await held.write((writes) => writes.want(rows.map((row): Wanted => ({ ...subjectTask(row), installation, due }))));
  await held.done();
}
