import type { Place } from '../../reconcile/ports/place.ts';
import type { Queries, Transaction } from '../engine/database.ts';

/** Nearly every event names a place that is known: what is as it was is not touched, so that many at once do not wait for each other. */
export function savePlaces({ send }: Transaction, places: readonly Place[]): void {
  if (places.length === 0) return;
  const latest = [...new Map(places.map((place) => [place.repoId, place])).values()].toSorted((a, b) => a.repoId - b.repoId);
  send(
    `insert into gonogo.places (repo_id, installation, owner, name)
     select told.* from unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[]) as told (repo_id, installation, owner, name)
     left join gonogo.places as known using (repo_id)
     where (known.installation, known.owner, known.name) is distinct from (told.installation, told.owner, told.name)
     order by told.repo_id
     on conflict (repo_id) do update set installation = excluded.installation, owner = excluded.owner, name = excluded.name`,
    [
      latest.map(({ repoId }) => repoId),
      latest.map(({ installation }) => installation),
      latest.map(({ owner }) => owner),
      latest.map(({ name }) => name),
    ],
  );
}

export interface PlaceRow {
  readonly repo_id: number;
  readonly installation: number;
  readonly owner: string;
  readonly name: string;
}

export function placeOf({ repo_id, installation, owner, name }: PlaceRow): Place {
  return { installation, repoId: repo_id, owner, name };
}

/** Nothing is looked at any more that is not ours, and who looks at it now is stopped. What people said stays on record. */
export async function leave(
  { query }: Queries,
  left: readonly ({ readonly repoId: number } | { readonly installation: number })[],
  now: Date,
): Promise<void> {
  for (const gone of left) {
    if ('repoId' in gone) {
      await query('delete from gonogo.places where repo_id = $1', [gone.repoId]);
      await leaveRepository({ query }, gone.repoId, now);
      continue;
    }
    const places = await query<{ repo_id: number }>('delete from gonogo.places where installation = $1 returning repo_id', [
      gone.installation,
    ]);
    for (const { repo_id } of places) await leaveRepository({ query }, repo_id, now);
    await query('delete from gonogo.tasks where installation = $1 and installation <> 0', [gone.installation]);
    for (const table of ['tokens', 'allowances', 'pauses']) {
      await query(`delete from gonogo.${table} where installation = $1`, [gone.installation]);
    }
  }
}

async function leaveRepository({ query }: Queries, repoId: number, now: Date): Promise<void> {
  await query(
    `delete from gonogo.tasks where kind in ('pull', 'check', 'group', 'branch', 'head', 'repository')
       and (key = $1 or starts_with(key, $1 || '/'))`,
    [String(repoId)],
  );
  // What an emergency left behind is owed, whoever takes the repository away and brings it back.
  await query(
    `update gonogo.subjects set is_open = false, closed_at = $2 where repo_id = $1 and is_open and kind <> 'emergency'`,
    [repoId, now.toISOString()],
  );
}
