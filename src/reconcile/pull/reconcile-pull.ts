import { subjectKey } from '../../ledger/statement.ts';
import { checkNames } from '../../verdict/conclusion.ts';
import { PlatformError } from '../ports/faults.ts';
import type { PullSnapshot } from '../ports/snapshot.ts';
import type { Held } from '../ports/store.ts';
import { earlier } from '../rhythm.ts';
import type { World } from '../world.ts';
import { answerPull } from './answer-pull.ts';
import { nodeIdsOf, settleBoard } from './boards.ts';
import { headsOf } from './heads.ts';
import { memoryIn, type PullMemory } from './memory.ts';
import { say } from './outgoing.ts';
import { closePull, type Known, savePull, troublePull } from './save-pull.ts';

/** Looks at one pull request, from what it is now and what was said of it, and makes everything true that shows it. */
export async function reconcilePull(held: Held, world: World): Promise<void> {
  const [repoId = 0, number = 0] = held.key.split('/').map(Number);
  const key = subjectKey({ kind: 'pull-request', repoId, number, sha: '' });
  const { read } = world.store;
  const [place, row, facts] = await Promise.all([read.place(repoId), read.subject(key), read.facts(repoId, number)]);
  if (place === undefined) return held.done();
  const known: Known = { held, world, key, place, number, row, memory: memoryIn(row), facts };
  try {
    await lookAt(known);
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    await troublePull(known, error);
    throw error;
  }
}

async function lookAt(known: Known): Promise<void> {
  const { world, held, place, number, memory } = known;
  const ask = { place, number, boards: nodeIdsOf(memory.board), checks: checkNames };
  const at = world.now();
  const snapshot = await world.platform.pull(ask);
  if (snapshot === undefined || snapshot.state !== 'open') return closePull(known, snapshot);
  const seen = { ...known, memory: remembered(known, snapshot, at) };
  const answered = await answerPull(seen, snapshot);
  let { memory: next } = answered;
  await savePull(known, snapshot, { ...answered, memory: next });
  let due = answered.due;
  const keep = async (changed: Partial<PullMemory>) => {
    next = { ...next, ...changed };
    await savePull(known, snapshot, { memory: next });
  };
  if (answered.board !== undefined) {
    const { board, ...settled } = await settleBoard({
      ...answered.board,
      world,
      held,
      snapshot,
      board: next.board,
      check: `${snapshot.url}/checks`,
      keep: (posted, toHide) => keep({ board: posted, toHide: [...next.toHide, ...toHide] }),
    });
    const toHide = [...new Set([...next.toHide, ...settled.toHide])];
    if (board !== next.board || toHide.length !== next.toHide.length) await keep({ board, toHide });
    due = earlier(due, settled.due);
  }
  await say({ known, snapshot, memory: () => next, keep });
  await held.done(due);
}

/** What only grows: heads, who pushed, labels. */
function remembered({ memory, facts, world }: Known, snapshot: PullSnapshot, at: string): PullMemory {
  const pushes = facts.flatMap(({ fact }) => (fact.is === 'pushed' ? [fact] : []));
  const pushers = new Map([...memory.pushers, ...pushes.map(({ by }) => by)].map((by) => [by.id, by]));
  return {
    ...memory,
    heads: headsOf({ known: memory.heads, pushes, shown: snapshot.head, now: world.now() }),
    pushers: [...pushers.values()],
    labels: [...new Set([...memory.labels, ...(snapshot.labels ?? [])])],
    shown: snapshot.checks.map((run) => ({ ...run, at })),
  };
}
