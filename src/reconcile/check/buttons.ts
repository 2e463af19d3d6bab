import { parseInstant } from '../../ground/instant.ts';
import { declare, type Occasion } from '../../ledger/declare.ts';
import type { Statement } from '../../ledger/statement.ts';
import { wish } from '../collect/known.ts';
import type { Held, SubjectRow } from '../ports/store.ts';
import type { Fact, Wanted } from '../ports/tasks.ts';
import { memoryIn } from '../pull/memory.ts';
import { subjectTask } from '../subject-task.ts';
import type { World } from '../world.ts';

export interface Pressing {
  readonly held: Held;
  readonly world: World;
  readonly repoId: number;
  readonly sha: string;
  /** Those that have this commit as their head. */
  readonly rows: readonly SubjectRow[];
}

type Pressed = Extract<Fact, { is: 'pressed' }>;

/** What was asked by the buttons of the checks on this commit. Whether somebody may is for the verdict. */
export async function hearButtons({ held, world, repoId, sha, rows }: Pressing): Promise<void> {
  const facts = (await world.store.read.facts(repoId, 0)).flatMap(({ seq, fact }) =>
    fact.is === 'pressed' && fact.head === sha ? [{ seq, fact }] : [],
  );
  if (facts.length === 0) return;
  const pulls = rows.filter(({ kind }) => kind === 'pull-request');
  const meant = facts.some(({ fact }) => fact.button === 'hold') ? await meantBy({ world, repoId, sha, rows }) : [];
  const statements = facts.flatMap(({ fact }) => {
    return (fact.button === 'hold' ? meant : pulls).flatMap((row) => saidBy(fact, row));
  });
  const looked = [...new Map([...rows, ...meant].map((row) => [row.key, row])).values()];
  const wanted = looked.map((row): Wanted => ({ ...subjectTask(row), installation: held.installation, due: world.now() }));
  const again = facts.some(({ fact }) => fact.button === 'recheck' && fact.by.kind === 'human');
  const collecting = again ? pulls.flatMap((row) => askedOf(row, { held, world })) : [];
  await held.write(async (writes) => {
    await writes.append(statements);
    await writes.handled(facts.map(({ seq }) => seq));
    await writes.want([...wanted, ...collecting]);
  });
}

/** Whoever stops a release stops it, also on a page that shows an earlier head of it, or in a merge queue that it has been put into. */
async function meantBy({ world, repoId, sha, rows }: Omit<Pressing, 'held'>): Promise<SubjectRow[]> {
  const members = new Set(rows.flatMap((row) => memoryIn(row).answer?.grounds?.members ?? []).map(({ number }) => number));
  const open = await world.store.read.openSubjects(repoId, 'pull-request');
  return open.filter((row) => {
    const isMember = row.number !== null && members.has(row.number);
    return isMember || row.head === sha || memoryIn(row).heads.some((head) => head.sha === sha);
  });
}

/** All that it asks, once more. */
function askedOf(row: SubjectRow, { held, world }: Pick<Pressing, 'held' | 'world'>): Wanted[] {
  const { installation } = held;
  const { number, repoId } = row;
  if (number === null) return [];
  return (memoryIn(row).asks?.all ?? []).map(({ job }) => wish(world, { repoId, installation }, { number, job, again: true }));
}

function saidBy({ by, at, comment, button, head }: Pressed, row: SubjectRow): Statement[] {
  const act = button === 'hold' || button === 'release-hold' ? button : undefined;
  if (act === undefined || by.kind === 'bot') return [];
  const tree = memoryIn(row).heads.findLast(({ sha }) => sha === head)?.tree ?? 'unknown';
  const occasion: Occasion = {
    comment,
    by: { id: by.id, login: by.login },
    at: parseInstant(at),
    head,
    tree,
    scope: { subject: row.key },
  };
  return declare({ act, via: 'command' }, occasion);
}
