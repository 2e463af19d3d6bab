import { setImmediate as turn } from 'node:timers/promises';
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
      return inTurns(rows, ({ taken }): readonly [TakenRun, number] => [JSON.parse(taken), taken.length]);
    },
    claims: async ({ repoId, artifacts, keys, bytes }) => {
      const rows = await query<{ artifact: number; claim: string }>(
        `select artifact, claim from (
           select artifact, key, claim, sum(octet_length(claim)) over (order by artifact desc, key) as bytes
           from gonogo.claims where repo_id = $1 and artifact = any ($2) and key = any ($3)) as found
         where bytes <= $4 order by artifact, key`,
        [repoId, [...artifacts], keys.map(digestText), bytes],
      );
      return inTurns(rows, ({ artifact, claim }): readonly [StoredClaim, number] => [
        { artifact, claim: JSON.parse(claim) },
        claim.length,
      ]);
    },
  };
}

/** Of so many letters something is made before everybody else has a turn: strangers wrote them, and there may be many. */
const atOnce = 500_000;

async function inTurns<A, B>(all: readonly A[], make: (one: A) => readonly [B, letters: number]): Promise<B[]> {
  const made: B[] = [];
  let since = 0;
  for (const one of all) {
    const [next, letters] = make(one);
    made.push(next);
    since += letters;
    if (since < atOnce) continue;
    since = 0;
    // Each in a turn of its own is what this is for.
    // oxlint-disable-next-line no-await-in-loop
    await turn();
  }
  return made;
}

export interface Taken {
  readonly repoId: number;
  readonly taken: TakenRun;
  readonly claims: readonly KeptClaim[];
}

/** An artifact never changes: what is kept of it stays. A key may hold any character, its digest none that a column refuses. */
export async function saveEvidence({ send }: Transaction, { repoId, taken, claims }: Taken, at: string): Promise<void> {
  const { id, head } = taken.run;
  send(
    `insert into gonogo.evidence (repo_id, run, sha, taken, saved_at) values ($1, $2, $3, $4, $5)
     on conflict (repo_id, run) do update set sha = excluded.sha, taken = excluded.taken, saved_at = excluded.saved_at`,
    [repoId, id, head, JSON.stringify(taken), at],
  );
  await inTurns(claims, ({ artifact, key, text }) => {
    send(
      `insert into gonogo.claims (repo_id, artifact, key, run, claim, saved_at) values ($1, $2, $3, $4, $5, $6)
       on conflict (repo_id, artifact, key) do nothing`,
      [repoId, artifact, digestText(key), id, text, at],
    );
    return [undefined, text.length];
  });
}
