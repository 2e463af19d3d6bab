import { textOf } from '../../gates/engine/thrown.ts';
import type { Delivery, Inbox } from '../../reconcile/ports/store.ts';
import type { Keyed } from '../../reconcile/ports/tasks.ts';
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
  const key = batched<Answered>({
    write: async (answers) => {
      const earliest = await database.transaction((queries) => settle(queries, answers, now()));
      if (earliest !== undefined) wanted(earliest);
    },
    isOfItems,
    mostItems: 64,
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
    key: (guid, keyed) => key({ guid, keyed }),
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
  // A value each: PostgreSQL takes twice as long to take one array apart.
  const places = once.map(
    (_, at) => `($${4 * at + 2}, $${4 * at + 3}, $${4 * at + 4}, $${4 * at + 5}, $1::timestamptz, 'waiting')`,
  );
  await query(
    `insert into gonogo.deliveries as known (guid, event, received_at, payload, accepted_at, state) values ${places.join(', ')}
     on conflict (guid) do update set state = 'waiting', payload = excluded.payload, reason = null, settled_at = null
     where known.state = 'parked'`,
    [now.toISOString(), ...once.flatMap(({ guid, event, receivedAt, payload }) => [guid, event, receivedAt, payload])],
  );
}

interface Answered {
  readonly guid: string;
  readonly keyed: Keyed;
}

/** What many deliveries are about, in one commit; those that somebody else has looked into are passed over. */
async function settle(queries: Queries, answers: readonly Answered[], now: Date): Promise<number | undefined> {
  const at = now.toISOString();
  const withFacts = answers.filter(({ keyed }) => keyed.facts.length > 0).map(({ guid }) => guid);
  const rows = await queries.query<{ guid: string }>(
    `update gonogo.deliveries set state = 'keyed', settled_at = $2, payload = case when guid = any ($3) then payload end, reason = null
     where guid = any ($1) and state <> 'keyed' returning guid`,
    [answers.map(({ guid }) => guid), at, withFacts],
  );
  const settled = new Set(rows.map(({ guid }) => guid));
  const fresh = answers.filter(({ guid }) => settled.delete(guid));
  await leave(
    queries,
    fresh.flatMap(({ keyed }) => keyed.left),
    now,
  );
  await savePlaces(
    queries,
    fresh.flatMap(({ keyed }) => keyed.places),
  );
  await saveFacts(queries, fresh, at);
  for (const { repoId, branch, base, sha } of fresh.flatMap(({ keyed }) => keyed.groups)) {
    await queries.query(
      `insert into gonogo.merge_groups (repo_id, sha, branch, base, seen_at) values ($1, $2, $3, $4, $5) on conflict (repo_id, sha) do nothing`,
      [repoId, sha, branch, base, at],
    );
  }
  return wish(
    queries,
    fresh.flatMap(({ keyed }) => keyed.wanted),
  );
}

async function saveFacts({ query }: Queries, answers: readonly Answered[], at: string): Promise<void> {
  const told = answers.flatMap(({ guid, keyed }) => keyed.facts.map((fact) => ({ guid, fact })));
  if (told.length === 0) return;
  await query(
    `insert into gonogo.facts (repo_id, number, guid, fact, saved_at)
     select repo_id, number, guid, fact, $1::timestamptz
     from unnest($2::bigint[], $3::bigint[], $4::text[], $5::text[]) with ordinality as told (repo_id, number, guid, fact, place)
     order by place`,
    [
      at,
      told.map(({ fact }) => fact.repoId),
      told.map(({ fact }) => fact.number),
      told.map(({ guid }) => guid),
      told.map(({ fact }) => JSON.stringify(fact)),
    ],
  );
}
