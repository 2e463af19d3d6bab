import type { Statement } from '../../ledger/statement.ts';
import type { LedgerHead, Reads, RunRow, StoredRevision, SubjectRow } from '../../reconcile/ports/store.ts';
import type { Group } from '../../reconcile/ports/tasks.ts';
import type { Queries } from '../engine/database.ts';
import { emptyHead } from '../ledger.ts';
import { evidenceIn } from './evidence.ts';
import { type PlaceRow, placeOf } from './places.ts';

export function readsOf(queries: Queries): Reads {
  const { query } = queries;
  return {
    place: async (repoId) => {
      const [row] = await query<PlaceRow>('select * from gonogo.places where repo_id = $1', [repoId]);
      return row && placeOf(row);
    },
    places: async (installation) => {
      const rows = await query<PlaceRow>('select * from gonogo.places where installation = $1 order by repo_id', [installation]);
      return rows.map(placeOf);
    },
    subject: async (key) => (await subjects(queries, 'key = $1', [key]))[0],
    subjectsAt: (repoId, sha) => subjects(queries, 'is_open and repo_id = $1 and head = $2', [repoId, sha]),
    openSubjects: (repoId, kind) =>
      kind === undefined
        ? subjects(queries, 'is_open and repo_id = $1', [repoId])
        : subjects(queries, 'is_open and repo_id = $1 and kind = $2', [repoId, kind]),
    group: async (repoId, sha) => {
      const [row] = await query<Omit<Group, 'repoId'>>(
        'select branch, base, sha from gonogo.merge_groups where repo_id = $1 and sha = $2',
        [repoId, sha],
      );
      return row && { repoId, branch: row.branch, base: row.base, sha: row.sha };
    },
    facts: async (repoId, number) => {
      const rows = await query<{ seq: number; fact: string }>(
        'select seq, fact from gonogo.facts where repo_id = $1 and number = $2 and handled_at is null order by seq',
        [repoId, number],
      );
      return rows.map(({ seq, fact }) => ({ seq, fact: JSON.parse(fact) }));
    },
    revisions: async (comment) => {
      const rows = await query<{ revision: string }>(
        'select revision from gonogo.revisions where comment = $1 order by ordinal',
        [comment],
      );
      return rows.map(({ revision }): StoredRevision => JSON.parse(revision));
    },
    statements: async (scope) => {
      const rows = await query<{ said: string }>('select said from gonogo.statements where scope = $1 order by seq', [scope]);
      return rows.map(({ said }): Statement => JSON.parse(said));
    },
    ledgerHead: async (scope) => {
      const [row] = await query<LedgerHead>('select count, head from gonogo.ledgers where scope = $1', [scope]);
      return row ? { count: row.count, head: row.head } : { count: 0, head: emptyHead(scope) };
    },
    run: async ({ repoId, sha, name }) => (await runs(queries, 'and name = $3', [repoId, sha, name]))[0],
    runs: (repoId, sha) => runs(queries, '', [repoId, sha]),
    ...evidenceIn(queries),
  };
}

interface SubjectColumns {
  readonly key: string;
  readonly repo_id: number;
  readonly kind: SubjectRow['kind'];
  readonly number: number | null;
  readonly head: string;
  readonly base: string;
  readonly is_open: boolean;
  readonly memory: string;
}

async function subjects({ query }: Queries, where: string, values: readonly unknown[]): Promise<readonly SubjectRow[]> {
  const rows = await query<SubjectColumns>(`select * from gonogo.subjects where ${where} order by number, key`, values);
  return rows.map(({ key, repo_id, kind, number, head, base, is_open, memory }) => ({
    key,
    repoId: repo_id,
    kind,
    number,
    head,
    base,
    isOpen: is_open,
    memory: JSON.parse(memory),
  }));
}

async function runs({ query }: Queries, and: string, values: readonly unknown[]): Promise<readonly RunRow[]> {
  const rows = await query<Omit<RunRow, 'repoId' | 'at'> & { repo_id: number; written_at: string }>(
    `select * from gonogo.runs where repo_id = $1 and sha = $2 ${and} order by name`,
    values,
  );
  return rows.map(({ repo_id: repoId, written_at: at, sha, name, run, conclusion, digest }) => ({
    repoId,
    sha,
    name,
    run,
    conclusion,
    digest,
    at,
  }));
}
