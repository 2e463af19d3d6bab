import type { RunRow, StoredRevision, SubjectRow, Writes } from '../../reconcile/ports/store.ts';
import type { Wanted } from '../../reconcile/ports/tasks.ts';
import type { Transaction } from '../engine/database.ts';
import { append } from '../ledger.ts';
import { sendWishes } from '../tasks/wish.ts';
import { saveEvidence } from './evidence.ts';
import { savePlaces } from './places.ts';

interface By {
  readonly now: Date;
  /** Kind and key of the task that writes. */
  readonly task: string;
}

/** `finish` is the last thing in the transaction and says when the earliest of the wishes is due. */
export function writesIn(
  queries: Transaction,
  { now, task }: By,
): { readonly writes: Writes; readonly finish: () => number | undefined } {
  const { send } = queries;
  const at = now.toISOString();
  const wanted: Wanted[] = [];
  const writes: Writes = {
    want: async (wishes) => void wanted.push(...wishes),
    handled: async (seqs) => {
      send('update gonogo.facts set handled_at = $2 where seq = any ($1) and handled_at is null', [[...seqs], at]);
    },
    saveRevisions: async (revisions) => saveRevisions(queries, revisions, { at, task }),
    append: (statements) => append(queries, statements, now),
    saveSubject: async (row) => saveSubject(queries, row, at),
    saveRun: async (row) => saveRun(queries, row, at),
    saveEvidence: async (repoId, taken, claims) => saveEvidence(queries, { repoId, taken, claims }, at),
    savePlace: async (place) => savePlaces(queries, [place]),
    forgetGroup: async (repoId, sha) => {
      send('delete from gonogo.merge_groups where repo_id = $1 and sha = $2', [repoId, sha]);
    },
  };
  return { writes, finish: () => sendWishes(queries, wanted) };
}

/** What was told first stays; only a body that nobody had seen yet is added. */
function saveRevisions(
  { send }: Transaction,
  revisions: readonly StoredRevision[],
  { at, task }: { readonly at: string; readonly task: string },
): void {
  for (const revision of revisions) {
    send(
      `insert into gonogo.revisions as known (comment, ordinal, revision, has_body, task, saved_at) values ($1, $2, $3, $4, $5, $6)
       on conflict (comment, ordinal) do update set revision = excluded.revision, has_body = true
       where not known.has_body and excluded.has_body`,
      [revision.comment, revision.ordinal, JSON.stringify(revision), revision.body !== null, task, at],
    );
  }
}

function saveSubject({ send }: Transaction, row: SubjectRow, at: string): void {
  send(
    `insert into gonogo.subjects as known (key, repo_id, kind, number, head, base, is_open, memory, saved_at, closed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9::timestamptz, case when $7 then null else $9::timestamptz end)
     on conflict (key) do update set head = excluded.head, base = excluded.base, is_open = excluded.is_open, memory = excluded.memory,
       saved_at = excluded.saved_at,
       closed_at = case when excluded.is_open then null else coalesce(known.closed_at, excluded.closed_at) end`,
    [row.key, row.repoId, row.kind, row.number, row.head, row.base, row.isOpen, JSON.stringify(row.memory), at],
  );
}

function saveRun({ send }: Transaction, row: RunRow, at: string): void {
  send(
    `insert into gonogo.runs (repo_id, sha, name, run, conclusion, digest, written_at, saved_at) values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (repo_id, sha, name) do update set run = excluded.run, conclusion = excluded.conclusion, digest = excluded.digest,
       written_at = excluded.written_at, saved_at = excluded.saved_at`,
    [row.repoId, row.sha, row.name, row.run, row.conclusion, row.digest, row.at, at],
  );
}
