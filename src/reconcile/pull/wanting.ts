import type { Statement } from '../../ledger/statement.ts';
import type { Wanted } from '../ports/tasks.ts';
import { subjectTask } from '../subject-task.ts';
import { memoryIn, type PullMemory } from './memory.ts';
import type { Known } from './save-pull.ts';

/** What may have to say something else once a pull request answers this: checks of its heads, and merge groups that it is in. */
export async function concerned(known: Known, { answer }: PullMemory, head: string): Promise<Wanted[]> {
  const { row, memory: before, place } = known;
  if (row?.head === head && row.isOpen && isAlike(before.answer, answer)) return [];
  const shas = [...new Set([head, row?.head ?? head])];
  const checks = shas.map((sha) => ({ kind: 'check' as const, key: `${place.repoId}/${sha}` }));
  const groups = (await groupsWith(known)).map((sha) => ({ kind: 'group' as const, key: `${place.repoId}/${sha}` }));
  const { installation } = known.held;
  return [...checks, ...groups].map((task): Wanted => ({ ...task, installation, due: known.world.now() }));
}

/** What stood for all releases of a repository and was taken back on one of them stands for none of the others any more. */
export async function besides({ world, held, place, number }: Known, said: readonly Statement[]): Promise<Wanted[]> {
  if (!said.some(({ act, scope }) => act === 'untick' && 'standing' in scope)) return [];
  const rows = await world.store.read.openSubjects(place.repoId, 'pull-request');
  const others = rows.filter((row) => row.number !== number && memoryIn(row).isRelease);
  return others.map((row): Wanted => ({ ...subjectTask(row), installation: held.installation, due: world.now() }));
}

/** The check has nothing else to say, and nothing else to ask before it turns green. */
function isAlike(a: PullMemory['answer'], b: PullMemory['answer']): boolean {
  if (a === null || b === null) return a === b;
  return a.digest === b.digest && a.output.name === b.output.name && a.grounds?.pulse === b.grounds?.pulse;
}

/** Of a group that is not judged yet nobody knows who is in it. */
async function groupsWith({ world, place, number }: Known): Promise<string[]> {
  const groups = await world.store.read.openSubjects(place.repoId, 'merge-group');
  return groups.flatMap((row) => {
    const members = memoryIn(row).answer?.grounds?.members;
    return members === undefined || members.some((member) => member.number === number) ? [row.head] : [];
  });
}
