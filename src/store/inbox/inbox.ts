import { textOf } from '../../gates/engine/thrown.ts';
import type { Delivery, Inbox } from '../../reconcile/ports/store.ts';
import type { Keyed } from '../../reconcile/ports/tasks.ts';
import type { Database, Transaction } from '../engine/database.ts';
import { leave, savePlaces } from '../subjects/places.ts';
import { sendWishes } from '../tasks/wish.ts';
import { batched } from './batch.ts';

interface InboxOptions {
  readonly database: Database;
  readonly now: () => Date;
  readonly wanted: (due: number) => void;
}

export function openInbox({ database, now, wanted }: InboxOptions): Inbox {
  const accept = batched<Accepted>({
    write: async (all) => {
      const earliest = await database.transaction((queries) => take(queries, all, now()));
      if (earliest !== undefined) wanted(earliest);
    },
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
    accept: (delivery, keyed) => accept({ delivery, ...(keyed && { keyed }) }),
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

interface Accepted {
  readonly delivery: Delivery;
  readonly keyed?: Keyed;
}

/** Once for each guid. One that was parked is tried again: somebody asked the platform for it, perhaps of a Gonogo that knows more. */
async function take(queries: Transaction, all: readonly Accepted[], now: Date): Promise<number | undefined> {
  const at = now.toISOString();
  const once = [...new Map(all.map((accepted) => [accepted.delivery.guid, accepted])).values()];
  // A value each: PostgreSQL takes twice as long to take one array apart.
  const rowOf = ({ delivery, keyed }: Accepted) => {
    const payload = keyed === undefined || keyed.facts.length > 0 ? delivery.payload : null;
    return [delivery.guid, delivery.event, delivery.receivedAt, payload, keyed === undefined ? 'waiting' : 'keyed', keyed && at];
  };
  const values = once.flatMap((accepted) => rowOf(accepted).map((value) => value ?? null));
  const places = once.map((_, row) => {
    const [guid, event, received, payload, state, settled] = [2, 3, 4, 5, 6, 7].map((column) => `$${6 * row + column}`);
    return `(${guid}, ${event}, ${received}, ${payload}, $1::timestamptz, ${state}, ${settled}::timestamptz)`;
  });
  const rows = await queries.query<{ guid: string }>(
    `insert into gonogo.deliveries as known (guid, event, received_at, payload, accepted_at, state, settled_at) values ${places.join(', ')}
     on conflict (guid) do update set state = excluded.state, payload = excluded.payload, reason = null, settled_at = excluded.settled_at
     where known.state = 'parked' returning guid`,
    [at, ...values],
  );
  const taken = new Set(rows.map(({ guid }) => guid));
  const answers = once.flatMap(({ delivery: { guid }, keyed }) => (keyed && taken.has(guid) ? [{ guid, keyed }] : []));
  return spread(queries, answers, now);
}

interface Answered {
  readonly guid: string;
  readonly keyed: Keyed;
}

/** What many deliveries are about, in one commit; those that somebody else has looked into are passed over. */
async function settle(queries: Transaction, answers: readonly Answered[], now: Date): Promise<number | undefined> {
  const at = now.toISOString();
  const withFacts = answers.filter(({ keyed }) => keyed.facts.length > 0).map(({ guid }) => guid);
  const rows = await queries.query<{ guid: string }>(
    `update gonogo.deliveries set state = 'keyed', settled_at = $2, payload = case when guid = any ($3) then payload end, reason = null
     where guid = any ($1) and state <> 'keyed' returning guid`,
    [answers.map(({ guid }) => guid), at, withFacts],
  );
  const settled = new Set(rows.map(({ guid }) => guid));
  return spread(
    queries,
    answers.filter(({ guid }) => settled.delete(guid)),
    now,
  );
}

/** What deliveries are about, to where it is looked for. */
async function spread(queries: Transaction, fresh: readonly Answered[], now: Date): Promise<number | undefined> {
  if (fresh.length === 0) return undefined;
  const at = now.toISOString();
  await leave(
    queries,
    fresh.flatMap(({ keyed }) => keyed.left),
    now,
  );
  savePlaces(
    queries,
    fresh.flatMap(({ keyed }) => keyed.places),
  );
  saveFacts(queries, fresh, at);
  for (const { repoId, branch, base, sha } of fresh.flatMap(({ keyed }) => keyed.groups)) {
    queries.send(
      `insert into gonogo.merge_groups (repo_id, sha, branch, base, seen_at) values ($1, $2, $3, $4, $5) on conflict (repo_id, sha) do nothing`,
      [repoId, sha, branch, base, at],
    );
  }
  return sendWishes(
    queries,
    fresh.flatMap(({ keyed }) => keyed.wanted),
  );
}

function saveFacts({ send }: Transaction, answers: readonly Answered[], at: string): void {
  const told = answers.flatMap(({ guid, keyed }) => keyed.facts.map((fact) => ({ guid, fact })));
  if (told.length === 0) return;
  send(
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
