import { subjectKey } from '../../ledger/statement.ts';
import { LeaseLost } from '../ports/faults.ts';
import type { Place } from '../ports/place.ts';
import type { Held, SubjectRow } from '../ports/store.ts';
import type { Group } from '../ports/tasks.ts';
import { memoryIn, noMemory, type PullMemory } from '../pull/memory.ts';
import { secondsAfter } from '../rhythm.ts';
import type { World } from '../world.ts';
import { answerGroup, type GroupAnswer, waited, waitingAnswer } from './answer-group.ts';

/** Commits that a merge queue tries together: each of its pull requests is judged again, and none vouches for another. */
export async function reconcileGroup(held: Held, world: World): Promise<void> {
  const [id = '', sha = ''] = held.key.split('/');
  const repoId = Number(id);
  const { read } = world.store;
  const key = subjectKey({ kind: 'merge-group', repoId, sha });
  const [place, group, row] = await Promise.all([read.place(repoId), read.group(repoId, sha), read.subject(key)]);
  if (place === undefined) return held.done();
  const looking: Looking = { held, world, place, sha, key, row, since: memoryIn(row).heads[0]?.at ?? world.now() };
  if (group === undefined) return close(looking);
  const found = await answerOrTrouble(looking, group);
  return found === 'gone' ? close(looking) : save(looking, group, found);
}

interface Looking {
  readonly held: Held;
  readonly world: World;
  readonly place: Place;
  readonly sha: string;
  readonly key: string;
  readonly row: SubjectRow | undefined;
  /** When it was first looked at. */
  readonly since: string;
}

/** What may have been taken back while nothing can be asked is not left standing. */
async function answerOrTrouble(looking: Looking, group: Group): Promise<GroupAnswer | 'gone'> {
  const { world, held, place, since, row } = looking;
  const { answer: before, evidence: seen } = memoryIn(row);
  const wasThere = before?.grounds?.members !== undefined;
  const input = { world, held, place, group, since, wasThere, seen };
  try {
    return await answerGroup(input);
  } catch (error) {
    if (before !== null && before.goSince !== null && !(error instanceof LeaseLost)) {
      const { name } = before.output;
      const trouble = waitingAnswer(input, name, 'its pull requests could not be looked at');
      await write(looking, { base: group.branch, isOpen: true, answer: trouble });
    }
    throw error;
  }
}

async function save(looking: Looking, group: Group, { answer, again, seen }: GroupAnswer): Promise<void> {
  const { held, world } = looking;
  await write(looking, { base: group.branch, isOpen: true, answer, ...(seen !== undefined && { seen }) });
  if (!again) return held.done();
  // What is not clear becomes clear once its members were looked at; the longer that takes, the rarer it is asked.
  const { retry, retryLatest } = world.rhythm;
  await held.done(secondsAfter(world.now(), Math.min(retryLatest, Math.max(retry, waited(looking)))));
}

/** It was merged or taken apart: its check is closed as well, and whoever comes by with this commit is asked anew. */
async function close(looking: Looking): Promise<void> {
  const { held, row, place, sha } = looking;
  if (row?.isOpen) await write(looking, { base: row.base, isOpen: false, answer: null });
  else await held.write((writes) => writes.forgetGroup(place.repoId, sha));
  await held.done();
}

interface Found {
  readonly base: string;
  readonly isOpen: boolean;
  readonly answer: PullMemory['answer'];
  readonly seen?: PullMemory['evidence'];
}

async function write(
  { held, world, place, sha, key, since, row }: Looking,
  { base, isOpen, answer, seen }: Found,
): Promise<void> {
  const { repoId } = place;
  const heads = [{ sha, at: since, tree: null, changeSet: null }];
  const memory: PullMemory = { ...noMemory, heads, answer, evidence: seen === undefined ? memoryIn(row).evidence : seen };
  await held.write(async (writes) => {
    await writes.saveSubject({ key, repoId, kind: 'merge-group', number: null, head: sha, base, isOpen, memory });
    await writes.want([{ kind: 'check', key: `${repoId}/${sha}`, installation: held.installation, due: world.now() }]);
    if (!isOpen) await writes.forgetGroup(repoId, sha);
  });
}
