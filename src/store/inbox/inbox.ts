import { textOf } from '../../gates/engine/thrown.ts';
import type { Delivery, Inbox } from '../../reconcile/ports/store.ts';
import type { Fact, Keyed } from '../../reconcile/ports/tasks.ts';
import type { Database, Queries } from '../engine/database.ts';
import { leave, savePlaces } from '../subjects/places.ts';
import { wish } from '../tasks/wish.ts';
import { batched } from './batch.ts';

interface InboxOptions {
  readonly database: Database;
  readonly now: () => Date;
  readonly wanted: (due: number) => void;
}

export function openInbox({ database, now, wanted }: InboxOptions): Inbox {
  const accept = batched<Delivery>({
    write: (deliveries) => insert(database, deliveries, now()),
    isOfItems,
    mostItems: 200,
    // One commit at a time keeps the order in which they came.
    mostWriting: 1,
  });
  return {
    accept,
    waiting: async (most) => {
      const rows = await database.query<{ guid: string; event: string; received_at: string; payload: string }>(
        `select guid, event, received_at, payload from gonogo.deliveries where state = 'waiting' order by seq limit $1`,
        [most],
      );
      return rows.map(({ guid, event, received_at, payload }) => ({ guid, event, receivedAt: received_at, payload }));
    },
    key: async (guid, keyed) => {
      const earliest = await database.transaction((queries) => settle(queries, { guid, keyed, now: now() }));
      if (earliest !== undefined) wanted(earliest);
    },
    park: async (guid, reason) => {
      await database.query(
        `update gonogo.deliveries set state = 'parked', reason = $2, settled_at = $3 where guid = $1 and state = 'waiting'`,
        [guid, reason.replaceAll('\0', ''), now().toISOString()],
      );
    },
  };
}

/** Values that PostgreSQL cannot keep, and two batches that wait for each other's rows: one that is alone cannot. */
function isOfItems(error: unknown): boolean {
  const code = textOf(error, 'code');
  return code?.startsWith('22') === true || code === '40P01';
}

/** Once for each guid. One that was parked is tried again: somebody asked the platform for it, perhaps of a Gonogo that knows more. */
async function insert({ query }: Queries, deliveries: readonly Delivery[], now: Date): Promise<void> {
  const once = [...new Map(deliveries.map((delivery) => [delivery.guid, delivery])).values()];
  await query(
    `insert into gonogo.deliveries as known (guid, event, received_at, payload, accepted_at, state)
     select guid, event, received_at, payload, $5::timestamptz, 'waiting'
     from unnest($1::text[], $2::text[], $3::text[], $4::text[]) with ordinality as came (guid, event, received_at, payload, place)
     order by place
     on conflict (guid) do update set state = 'waiting', payload = excluded.payload, reason = null, settled_at = null
     where known.state = 'parked'`,
    [
      once.map(({ guid }) => guid),
      once.map(({ event }) => event),
      once.map(({ receivedAt }) => receivedAt),
      once.map(({ payload }) => payload),
      now.toISOString(),
    ],
  );
}

interface Settled {
  readonly guid: string;
  readonly keyed: Keyed;
  readonly now: Date;
}

async function settle(queries: Queries, { guid, keyed, now }: Settled): Promise<number | undefined> {
  const at = now.toISOString();
  const { facts, groups, left, places, wanted } = keyed;
  const [row] = await queries.query(
    `update gonogo.deliveries set state = 'keyed', settled_at = $2, payload = case when $3 then payload end, reason = null
     where guid = $1 and state <> 'keyed' returning 1`,
    [guid, at, facts.length > 0],
  );
  if (row === undefined) return undefined;
  await leave(queries, left, now);
  await savePlaces(queries, places);
  await saveFacts(queries, facts, { guid, at });
  for (const { repoId, branch, base, sha } of groups) {
    await queries.query(
      `insert into gonogo.merge_groups (repo_id, sha, branch, base, seen_at) values ($1, $2, $3, $4, $5) on conflict (repo_id, sha) do nothing`,
      [repoId, sha, branch, base, at],
    );
  }
  return wish(queries, wanted);
}

async function saveFacts(
  { query }: Queries,
  facts: readonly Fact[],
  { guid, at }: { readonly guid: string; readonly at: string },
): Promise<void> {
  if (facts.length === 0) return;
  await query(
    `insert into gonogo.facts (repo_id, number, guid, fact, saved_at)
     select repo_id, number, $1, fact, $2::timestamptz
     from unnest($3::bigint[], $4::bigint[], $5::text[]) with ordinality as told (repo_id, number, fact, place) order by place`,
    [guid, at, facts.map(({ repoId }) => repoId), facts.map(({ number }) => number), facts.map((fact) => JSON.stringify(fact))],
  );
}
