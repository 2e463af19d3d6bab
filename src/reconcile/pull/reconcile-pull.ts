import { subjectKey } from '../../ledger/statement.ts';
import { checkNames } from '../../verdict/conclusion.ts';
import { followUp } from '../emergency/follow-up.ts';
import { LeaseLost, PlatformError } from '../ports/faults.ts';
import type { PullSnapshot } from '../ports/snapshot.ts';
import type { Held } from '../ports/store.ts';
import type { World } from '../world.ts';
import { type Answered, answerPull } from './answer-pull.ts';
import { boardIdsOf } from './boards.ts';
import { headsOf } from './heads.ts';
import { memoryIn, type PullMemory } from './memory.ts';
import { closePull, type Known, savePull, troublePull } from './save-pull.ts';
import { showPull } from './show-pull.ts';

/** Looks at one pull request, from what it is now and what was said of it, and makes everything true that shows it. */
export async function reconcilePull(held: Held, world: World): Promise<void> {
  const [repoId = 0, number = 0] = held.key.split('/').map(Number);
  const key = subjectKey({ kind: 'pull-request', repoId, number, sha: '' });
  const { read } = world.store;
  const [place, row, facts] = await Promise.all([read.place(repoId), read.subject(key), read.facts(repoId, number)]);
  if (place === undefined) return held.done();
  const known: Known = { held, world, key, place, number, row, memory: memoryIn(row), facts };
  const looked = await look(known);
  if (looked === 'gone') return goneFor(known);
  const { snapshot, seen, answered } = looked;
  if (answered === undefined) {
    await closePull(seen, snapshot);
    if (snapshot.state === 'merged') await followUp({ world, held, place: snapshot.place, number });
    return held.done();
  }
  // What is said stands from here on, whatever becomes of showing it.
  await savePull(known, snapshot, answered);
  await showPull({ known, snapshot, answered });
}

interface Looked {
  readonly snapshot: PullSnapshot;
  readonly seen: Known;
  /** Of one that is open. */
  readonly answered?: Answered;
}

async function look(known: Known): Promise<Looked | 'gone'> {
  const { world, place, number, memory } = known;
  const at = world.now();
  try {
    const snapshot = await world.platform.pull({ place, number, boards: boardIdsOf(memory), checks: checkNames });
    if (snapshot === undefined) return 'gone';
    const seen = { ...known, memory: remembered(known, snapshot, at) };
    return snapshot.state === 'open' ? { snapshot, seen, answered: await answerPull(seen, snapshot) } : { snapshot, seen };
  } catch (error) {
    if (!(error instanceof LeaseLost)) await troublePull(known, error);
    throw error;
  }
}

/** After so many looks it will not come back by itself. */
const mostGone = 20;

/** It may be hidden for a moment only: nothing lets it go, and nothing that was said is forgotten before that is sure. */
async function goneFor(known: Known): Promise<void> {
  const { held, world, place, number, facts } = known;
  await closePull({ ...known, facts: [] }, undefined);
  const asked = `pull request ${number} of ${place.owner}/${place.name}`;
  if (held.failures < mostGone) throw new PlatformError(`GitHub does not give ${asked}`, { kind: 'gone', asked });
  world.report({ level: 'warn', event: 'pull.gone', about: `${place.repoId}/${number}` });
  await held.write((writes) => writes.handled(facts.map(({ seq }) => seq)));
  await held.done();
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
