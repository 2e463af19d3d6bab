import { LeaseLost } from '../../reconcile/ports/faults.ts';
import type { Held, Writes } from '../../reconcile/ports/store.ts';
import type { Database } from '../engine/database.ts';
import { writesIn } from '../subjects/writes.ts';
import type { Claimed } from './claim.ts';

export interface HoldContext {
  readonly database: Database;
  readonly now: () => Date;
  readonly leaseMs: number;
  /** Told what became due, in milliseconds since 1970. */
  readonly wanted: (due: number) => void;
  /** How to stop the renewals of all that are held here. */
  readonly renewals: Set<() => void>;
}

/** Mine: by this epoch, and not given back. */
const mine = 'kind = $1 and key = $2 and epoch = $3 and lease_until is not null';

/** A task with its lease, which is kept up until it is given back or somebody else has it. */
export function hold(claimed: Claimed, context: HoldContext): Held {
  const lease = new Lease(claimed, context);
  const { kind, key, installation, failures, took_over: tookOver } = claimed;
  return {
    kind,
    key,
    installation,
    failures,
    tookOver,
    write: (work) => lease.write(work),
    confirm: () => lease.confirm(),
    done: (due) => lease.done(due),
    failed: (reason, due) => lease.failed(reason, due),
  };
}

class Lease {
  readonly #claimed: Claimed;
  readonly #context: HoldContext;
  readonly #stop: () => void;

  constructor(claimed: Claimed, context: HoldContext) {
    this.#claimed = claimed;
    this.#context = context;
    // What fails here is found by the next renewal, or by who asks next.
    const timer = setInterval(() => void this.#renew().catch(() => undefined), context.leaseMs / 3);
    timer.unref();
    this.#stop = () => {
      clearInterval(timer);
      context.renewals.delete(this.#stop);
    };
    context.renewals.add(this.#stop);
  }

  get #row(): readonly unknown[] {
    return [this.#claimed.kind, this.#claimed.key, this.#claimed.epoch];
  }

  /**
   * The row stays as it is until the transaction ends: whoever claims it needs it for themselves and waits for nobody, while wishes for it
   * may be written all the time.
   */
  async write<T>(work: (writes: Writes) => Promise<T>): Promise<T> {
    const { database, now } = this.#context;
    let earliest: number | undefined;
    const result = await database.transaction(async (queries) => {
      const [row] = await queries.query(`select 1 from gonogo.tasks where ${mine} for key share`, this.#row);
      if (row === undefined) throw this.#lost();
      const { writes, finish } = writesIn(queries, { now: now(), task: `${this.#claimed.kind} ${this.#claimed.key}` });
      const value = await work(writes);
      earliest = finish();
      return value;
    });
    if (earliest !== undefined) this.#context.wanted(earliest);
    return result;
  }

  async confirm(): Promise<void> {
    const { database, now, leaseMs } = this.#context;
    const [row] = await database.query<{ lease_until: Date }>(`select lease_until from gonogo.tasks where ${mine}`, this.#row);
    if (row === undefined) throw this.#lost();
    // Long enough for one request to the platform, which is given up before that.
    if (row.lease_until.getTime() - now().getTime() < leaseMs / 3) await this.#renew();
  }

  async #renew(): Promise<void> {
    const { database, now, leaseMs } = this.#context;
    const until = new Date(now().getTime() + leaseMs).toISOString();
    const [row] = await database.query(`update gonogo.tasks set lease_until = $4 where ${mine} returning 1`, [
      ...this.#row,
      until,
    ]);
    if (row === undefined) throw this.#lost();
  }

  async done(due: string | undefined): Promise<void> {
    const [row] = await this.#context.database.query<{ next: Date | null }>(
      `update gonogo.tasks set lease_until = null, failures = 0, reason = null, failed_at = null, due = least(due, $4)
       where ${mine} returning least(due, background_due) as next`,
      [...this.#row, due ?? null],
    );
    if (row === undefined) throw this.#lost();
    this.#stop();
    if (row.next !== null) return this.#context.wanted(row.next.getTime());
    await this.#context.database.query(
      'delete from gonogo.tasks where kind = $1 and key = $2 and epoch = $3 and lease_until is null and due is null and background_due is null',
      this.#row,
    );
  }

  /** Looked at again not before it is due, whatever was wished for meanwhile: that look serves those wishes too. */
  async failed(reason: string, due: string): Promise<void> {
    const [row] = await this.#context.database.query(
      `update gonogo.tasks set lease_until = null, failures = failures + 1, reason = $4, failed_at = $5,
         due = case when background and due is null then null else $6::timestamptz end,
         background_due = case when background and due is null then $6::timestamptz end
       where ${mine} returning 1`,
      [...this.#row, reason.replaceAll('\0', ''), this.#context.now().toISOString(), due],
    );
    if (row === undefined) throw this.#lost();
    this.#stop();
    this.#context.wanted(Date.parse(due));
  }

  #lost(): LeaseLost {
    this.#stop();
    return new LeaseLost(this.#claimed);
  }
}
