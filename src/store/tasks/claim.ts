import type { TaskKind } from '../../reconcile/ports/tasks.ts';
import type { Database } from '../engine/database.ts';

/** Any number that nothing else in the database locks by. */
const lock = 4_607_003_113;

export interface Claimed {
  readonly kind: TaskKind;
  readonly key: string;
  readonly installation: number;
  readonly epoch: number;
  readonly failures: number;
  readonly took_over: boolean;
}

export interface Claim {
  readonly now: Date;
  readonly leaseUntil: Date;
  readonly mostAtWork: number;
  readonly kinds: readonly TaskKind[] | undefined;
}

/**
 * A few candidates of every installation that may have more at work, by way of indexes alone, so that ten thousand tasks of one cost the
 * others nothing: what somebody waits for, what sweeps want, and what a holder has let lapse. Of them, one after the
 * other, the first that nobody is writing to.
 * A lapsed one counts as failed, so that what ends its process every time is noticed.
 */
const take = `
  with recursive installations (id) as (
    (select min(installation) from gonogo.tasks)
    union all
    select (select min(installation) from gonogo.tasks where installation > id) from installations where id is not null
  ), busy as (
    select installation, count(*) as tasks from gonogo.tasks
    where lease_until > $1 and ($3::text[] is null or kind = any ($3)) group by installation
  ), free as (
    select id, coalesce(tasks, 0) as tasks from installations left join busy on busy.installation = id
    where id is not null and coalesce(tasks, 0) < $2
  ), candidates as (
    select false as background, tasks, found.* from free cross join lateral (
      select kind, key, due as since from gonogo.tasks
      where installation = id and lease_until is null and due <= $1 and ($3::text[] is null or kind = any ($3))
      order by due limit 3) as found
    union all
    select true, tasks, found.* from free cross join lateral (
      select kind, key, background_due from gonogo.tasks
      where installation = id and lease_until is null and background_due <= $1 and ($3::text[] is null or kind = any ($3))
      order by background_due limit 3) as found
    union all
    select found.background, tasks, found.kind, found.key, found.lease_until from free cross join lateral (
      select background, kind, key, lease_until from gonogo.tasks
      where installation = id and lease_until <= $1 and ($3::text[] is null or kind = any ($3))
      order by lease_until limit 3) as found
  ), picked as (
    select locked.kind, locked.key, locked.took_over, candidate.background
    from (select * from candidates order by background, tasks, since) as candidate cross join lateral (
      select kind, key, lease_until is not null as took_over from gonogo.tasks
      where kind = candidate.kind and key = candidate.key
        and (lease_until <= $1 or (lease_until is null and (due <= $1 or background_due <= $1)))
      for update skip locked) as locked
    limit 1
  )
  update gonogo.tasks as task set
    epoch = nextval('gonogo.epochs'), lease_until = $4, background = picked.background, due = null, background_due = null,
    failures = task.failures + case when picked.took_over then 1 else 0 end
  from picked where task.kind = picked.kind and task.key = picked.key
  returning task.kind, task.key, task.installation, task.epoch, task.failures, picked.took_over`;

/** One at a time in the whole database: whoever counts what is at work counts all of it. */
export async function claim(database: Database, { now, leaseUntil, mostAtWork, kinds }: Claim): Promise<Claimed | undefined> {
  return database.transaction(async ({ query }) => {
    await query('select pg_advisory_xact_lock($1)', [lock]);
    const [row] = await query<Claimed>(take, [now.toISOString(), mostAtWork, kinds ?? null, leaseUntil.toISOString()]);
    return row;
  });
}
