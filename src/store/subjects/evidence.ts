import { digestText } from '../../ground/json.ts';
import type { KeptClaim, StoredClaim, TakenRun } from '../../reconcile/ports/runs.ts';
import type { Reads } from '../../reconcile/ports/store.ts';
import type { Queries, Transaction } from '../engine/database.ts';

export function evidenceIn({ query }: Queries): Pick<Reads, 'evidence' | 'claims'> {
  return {
    evidence: async (repoId, sha) => {
      const rows = await query<{ taken: string }>(
        'select taken from gonogo.evidence where repo_id = $1 and sha = $2 order by run',
        [repoId, sha],
      );
      return rows.map(({ taken }): TakenRun => JSON.parse(taken));
    },
    claims: async ({ repoId, artifacts, keys }) => {
      const rows = await query<{ artifact: number; claim: string }>(
        'select artifact, claim from gonogo.claims where repo_id = $1 and artifact = any ($2) and key = any ($3) order by artifact, key',
        [repoId, [...artifacts], keys.map(digestText)],
      );
      return rows.map(({ artifact, claim }): StoredClaim => ({ artifact, claim: JSON.parse(claim) }));
    },
  };
}

export interface Taken {
  readonly repoId: number;
  readonly taken: TakenRun;
  readonly claims: readonly KeptClaim[];
}

/** An artifact never changes: what is kept of it stays. A key may hold any character, its digest none that a column refuses. */
export function saveEvidence({ send }: Transaction, { repoId, taken, claims }: Taken, at: string): void {
  const { id, head } = taken.run;
  send(
    `insert into gonogo.evidence (repo_id, run, sha, taken, saved_at) values ($1, $2, $3, $4, $5)
     on conflict (repo_id, run) do update set sha = excluded.sha, taken = excluded.taken, saved_at = excluded.saved_at`,
    [repoId, id, head, JSON.stringify(taken), at],
  );
  for (const { artifact, key, text } of claims) {
    send(
      `insert into gonogo.claims (repo_id, artifact, key, run, claim, saved_at) values ($1, $2, $3, $4, $5, $6)
       on conflict (repo_id, artifact, key) do nothing`,
      [repoId, artifact, digestText(key), id, text, at],
    );
  }
}
