import type { Statement } from '../../ledger/statement.ts';
import { plainOutput } from '../../views/check-run/plain.ts';
import { emergencyRow } from '../emergency/emergency.ts';
import { PlatformError } from '../ports/faults.ts';
import type { Place } from '../ports/place.ts';
import type { PullSnapshot } from '../ports/snapshot.ts';
import type { Held, StoredFact, StoredRevision, SubjectRow } from '../ports/store.ts';
import type { Wanted } from '../ports/tasks.ts';
import type { World } from '../world.ts';
import { boardsOf } from './boards.ts';
import { maySpeak } from './hear-comments.ts';
import type { PullMemory } from './memory.ts';
import { besides, concerned } from './wanting.ts';

/** A pull request between reading and writing. */
export interface Known {
  readonly held: Held;
  readonly world: World;
  /** As statements are kept under. */
  readonly key: string;
  readonly place: Place;
  readonly number: number;
  readonly row: SubjectRow | undefined;
  readonly memory: PullMemory;
  readonly facts: readonly StoredFact[];
}

export interface Kept {
  readonly memory: PullMemory;
  readonly statements?: readonly Statement[];
  readonly revisions?: readonly StoredRevision[];
  /** Which facts are in it; absent where nothing but the memory changed. */
  readonly handled?: readonly number[];
  /** What else is to be looked at. */
  readonly wanted?: readonly Wanted[];
}

/** What was found, in one commit: what was said goes on record together with the note that it was heard. */
export async function savePull(known: Known, snapshot: PullSnapshot, kept: Kept): Promise<void> {
  const { held, place } = known;
  const { head, base } = snapshot;
  const wanted = kept.handled === undefined ? [] : await concerned(known, kept.memory, head.sha);
  const others = await besides(known, kept.statements ?? []);
  await held.write(async (writes) => {
    await writes.saveRevisions(kept.revisions ?? []);
    await writes.append(kept.statements ?? []);
    await writes.handled(kept.handled ?? []);
    await writes.saveSubject(rowOf(known, { head: head.sha, base: base.branch, isOpen: true, memory: kept.memory }));
    if (snapshot.place.owner !== place.owner || snapshot.place.name !== place.name) await writes.savePlace(snapshot.place);
    await writes.want([...wanted, ...others, ...(kept.wanted ?? [])]);
  });
}

/** It is closed, merged, or no more: its check is closed as well. What was said and not heard yet is heard if it is opened again. */
export async function closePull(known: Known, snapshot: PullSnapshot | undefined): Promise<void> {
  const { held, row, facts } = known;
  const head = snapshot?.head.sha ?? row?.head;
  const base = snapshot?.base.branch ?? row?.base;
  // What is hidden may have been merged by a broken glass: what that skipped is told once it is seen again.
  const verdict = snapshot === undefined ? known.memory.verdict : null;
  const memory = { ...known.memory, isRelease: false, opened: null, answer: null, verdict, asks: null };
  const owed = snapshot?.state === 'merged' ? await owedBy(known, snapshot) : undefined;
  const wanted = head === undefined ? [] : await concerned(known, memory, head);
  await held.write(async (writes) => {
    await writes.handled(facts.filter((each) => !isForLater(each, known)).map(({ seq }) => seq));
    if (head === undefined || base === undefined) return;
    await writes.saveSubject(rowOf(known, { head, base, isOpen: false, memory }));
    if (owed !== undefined) await writes.saveSubject(owed);
    await writes.want(wanted);
  });
}

/** Noted with the end of the pull request, so that nothing that was skipped is forgotten. */
async function owedBy(known: Known, { head, base, url }: PullSnapshot): Promise<SubjectRow | undefined> {
  const { world, number, place } = known;
  const { repoId } = place;
  const row = emergencyRow(known.memory, { repoId, number, url, head: head.sha, base: base.branch, now: world.now() });
  if (row === undefined || (await world.store.read.subject(row.key)) !== undefined) return undefined;
  return row;
}

/** A history can be emptied, and a command stands in none: both stay on record here. */
function isForLater({ fact }: StoredFact, { memory }: Known): boolean {
  if (fact.is === 'created') return maySpeak(fact);
  return fact.is === 'edited' && boardsOf(memory).some(({ comment }) => comment === fact.comment);
}

/** So many failures of a look-up pass by before an answer that lets something go is taken back. */
const patience = 2;

/** It could not be looked at. What may have been taken back since is not left standing. */
export async function troublePull(known: Known, error: unknown): Promise<void> {
  const { held, row, memory, facts } = known;
  const { answer } = memory;
  const isGreen = answer !== null && answer.goSince !== null;
  if (row === undefined || !row.isOpen || !isGreen || (facts.length === 0 && held.failures < patience)) return;
  const because =
    error instanceof PlatformError ? `GitHub could not be asked: ${error.message}` : 'Gonogo failed at it, and its log says how';
  const output = plainOutput(answer.output.name, { is: 'trouble', because });
  const blocked = { ...answer, output, decision: 'cannot-tell', digest: 'trouble', goSince: null, grounds: null } as const;
  const next = { ...memory, answer: blocked };
  const wanted = await concerned(known, next, row.head);
  await held.write(async (writes) => {
    await writes.saveSubject({ ...row, memory: next });
    await writes.want(wanted);
  });
}

interface RowParts {
  readonly head: string;
  readonly base: string;
  readonly isOpen: boolean;
  readonly memory: PullMemory;
}

function rowOf({ key, place, number }: Known, parts: RowParts): SubjectRow {
  return { key, repoId: place.repoId, kind: 'pull-request', number, ...parts };
}
