import type { Json } from '../../ground/json.ts';
import type { Statement } from '../../ledger/statement.ts';
import { plainOutput } from '../../views/check-run/plain.ts';
import type { PlatformError } from '../ports/faults.ts';
import type { Place } from '../ports/place.ts';
import type { PullSnapshot } from '../ports/snapshot.ts';
import type { Held, StoredFact, StoredRevision, SubjectRow } from '../ports/store.ts';
import type { Wanted } from '../ports/tasks.ts';
import type { World } from '../world.ts';
import type { PullMemory } from './memory.ts';

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
}

/** What was found, in one commit: what was said goes on record together with the note that it was heard. */
export async function savePull(known: Known, snapshot: PullSnapshot, kept: Kept): Promise<void> {
  const { held, place } = known;
  const { head, base } = snapshot;
  const wanted = kept.handled === undefined ? [] : checksOf(known, kept.memory, head.sha);
  await held.write(async (writes) => {
    await writes.saveRevisions(kept.revisions ?? []);
    await writes.append(kept.statements ?? []);
    await writes.handled(kept.handled ?? []);
    await writes.saveSubject(rowOf(known, { head: head.sha, base: base.branch, isOpen: true, memory: kept.memory }));
    if (snapshot.place.owner !== place.owner || snapshot.place.name !== place.name) await writes.savePlace(snapshot.place);
    await writes.want(wanted);
  });
}

/** It is closed, merged, or no more. Nothing that was said since counts, and its check is closed as well. */
export async function closePull(known: Known, snapshot: PullSnapshot | undefined): Promise<void> {
  const { held, row, facts } = known;
  const head = snapshot?.head.sha ?? row?.head;
  const base = snapshot?.base.branch ?? row?.base;
  // What was said with boxes is read from their history if it is opened again.
  const memory = { ...known.memory, isRelease: false, answer: null, verdict: null };
  await held.write(async (writes) => {
    await writes.handled(facts.map(({ seq }) => seq));
    if (head === undefined || base === undefined) return;
    await writes.saveSubject(rowOf(known, { head, base, isOpen: false, memory }));
    await writes.want(checksOf(known, memory, head));
  });
  await held.done();
}

/** So many failures of a look-up pass by before an answer that lets something go is taken back. */
const patience = 2;

/** The platform could not be asked. What may have been taken back since is not left standing. */
export async function troublePull(known: Known, error: PlatformError): Promise<void> {
  const { held, row, memory, facts } = known;
  const { answer } = memory;
  const isGreen = answer !== null && answer.goSince !== null;
  if (row === undefined || !isGreen || (facts.length === 0 && held.failures < patience)) return;
  const output = plainOutput(answer.output.name, { is: 'trouble', because: `GitHub could not be asked: ${error.message}` });
  const blocked = { ...answer, output, decision: 'cannot-tell', digest: 'trouble', goSince: null, grounds: null } as const;
  const next = { ...memory, answer: blocked };
  await held.write(async (writes) => {
    await writes.saveSubject({ ...row, memory: json(next) });
    await writes.want(checksOf(known, next, row.head));
  });
}

interface RowParts {
  readonly head: string;
  readonly base: string;
  readonly isOpen: boolean;
  readonly memory: PullMemory;
}

function rowOf({ key, place, number }: Known, { memory, ...parts }: RowParts): SubjectRow {
  return { key, repoId: place.repoId, kind: 'pull-request', number, ...parts, memory: json(memory) };
}

/** Plain by its type; the store takes any. */
function json(memory: PullMemory): Json {
  return JSON.parse(JSON.stringify(memory));
}

/** The checks that may have to say something else now: of the head, and of the one before it. */
function checksOf({ held, place, row, memory: before, world }: Known, { answer }: PullMemory, head: string): Wanted[] {
  const isSame = row?.head === head && row.isOpen && isAlike(before.answer, answer);
  const shas = isSame ? [] : [...new Set([head, row?.head ?? head])];
  return shas.map((sha) => ({
    kind: 'check',
    key: `${place.repoId}/${sha}`,
    installation: held.installation,
    due: world.now(),
  }));
}

/** The check has nothing else to say, and nothing else to ask before it turns green. */
function isAlike(a: PullMemory['answer'], b: PullMemory['answer']): boolean {
  if (a === null || b === null) return a === b;
  return a.digest === b.digest && a.output.name === b.output.name && a.grounds?.pulse === b.grounds?.pulse;
}
