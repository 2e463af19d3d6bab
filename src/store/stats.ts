import type { Queries } from './engine/database.ts';

export interface Stats {
  readonly deliveries: {
    readonly waiting: number;
    readonly parked: number;
    /** Milliseconds; 0 when none waits. */
    readonly oldestWaitingMs: number;
  };
  readonly tasks: {
    readonly known: number;
    readonly due: number;
    readonly oldestDueMs: number;
    readonly held: number;
    /** Nobody keeps their leases up any more. */
    readonly lapsed: number;
    readonly failing: number;
    readonly mostFailures: number;
  };
  readonly facts: { readonly open: number };
}

type Row = Readonly<Record<'waiting' | 'parked' | 'known' | 'due' | 'held' | 'lapsed' | 'failing' | 'worst' | 'facts', number>> &
  Readonly<Record<'oldest_waiting' | 'oldest_due', Date | null>>;

/** For who watches it. */
export async function stats({ query }: Queries, now: Date): Promise<Stats> {
  const [row] = await query<Row>(
    `select waiting, oldest_waiting, parked, known, due, oldest_due, held, lapsed, failing, worst, facts
     from (select count(*) as waiting, min(accepted_at) as oldest_waiting from gonogo.deliveries where state = 'waiting') as w,
       (select count(*) as parked from gonogo.deliveries where state = 'parked') as p,
       (select count(*) as known,
          count(*) filter (where lease_until is null and least(due, background_due) <= $1) as due,
          min(least(due, background_due)) filter (where lease_until is null and least(due, background_due) <= $1) as oldest_due,
          count(*) filter (where lease_until > $1) as held, count(*) filter (where lease_until <= $1) as lapsed,
          count(*) filter (where failures > 0) as failing, coalesce(max(failures), 0) as worst from gonogo.tasks) as t,
       (select count(*) as facts from gonogo.facts where handled_at is null) as f`,
    [now.toISOString()],
  );
  if (row === undefined) throw new Error('the database counts nothing');
  const since = (at: Date | null) => (at === null ? 0 : Math.max(0, now.getTime() - at.getTime()));
  return {
    deliveries: { waiting: row.waiting, parked: row.parked, oldestWaitingMs: since(row.oldest_waiting) },
    tasks: {
      known: row.known,
      due: row.due,
      oldestDueMs: since(row.oldest_due),
      held: row.held,
      lapsed: row.lapsed,
      failing: row.failing,
      mostFailures: row.worst,
    },
    facts: { open: row.facts },
  };
}
