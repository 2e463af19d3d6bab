import type { Shared } from '../reconcile/ports/shared.ts';
import type { Store } from '../reconcile/ports/store.ts';
import { type Clock, serverClock } from './clock.ts';
import type { Database } from './engine/database.ts';
import { openDatabase, type Where } from './engine/open.ts';
import { openInbox } from './inbox/inbox.ts';
import { type LedgerCheck, verifyLedger, verifyLedgers } from './ledger.ts';
import { type Retention, sweep } from './retention.ts';
import { migrate } from './schema/migrate.ts';
import { openShared } from './shared/shared.ts';
import { type Stats, stats } from './stats.ts';
import { readsOf } from './subjects/reads.ts';
import { openTasks } from './tasks/tasks.ts';

export interface StoreOptions {
  /** What sign-ins are encrypted with: the same for all replicas. */
  readonly secret: string;
  /** Without it: the clock of the database. */
  readonly now?: () => Date;
  readonly leaseMs?: number;
  /** Of one installation. */
  readonly mostAtWork?: number;
  readonly pollMs?: number;
}

export interface OpenStore extends Store, Shared {
  /** Of the tables. */
  readonly version: number;
  readonly stats: () => Promise<Stats>;
  /** Forgets what is old enough, and says how many rows of what. */
  readonly sweep: (now: Date, retention?: Retention) => Promise<Readonly<Record<string, number>>>;
  readonly verifyLedger: (scope: string) => Promise<LedgerCheck>;
  /** The ledgers that are not whole. */
  readonly verifyLedgers: () => Promise<readonly LedgerCheck[]>;
  /** What is held is not given back: who holds it may still be writing to the platform. */
  readonly close: () => Promise<void>;
}

export async function openStore(where: Where, options: StoreOptions): Promise<OpenStore> {
  return openStoreOn(await openDatabase(where), options);
}

/** The database is closed with the store, and when the store cannot be opened. */
export async function openStoreOn(database: Database, options: StoreOptions): Promise<OpenStore> {
  try {
    const version = await migrate(database);
    const clock = options.now ? { now: options.now, close: () => undefined } : await serverClock(database);
    return assemble(database, { version, clock, options });
  } catch (error) {
    await database.close();
    throw error;
  }
}

interface Parts {
  readonly version: number;
  readonly clock: Clock;
  readonly options: StoreOptions;
}

function assemble(database: Database, { version, clock, options }: Parts): OpenStore {
  const { secret, leaseMs = 30_000, mostAtWork = 10, pollMs = 5_000 } = options;
  const { now } = clock;
  const tasks = openTasks({ database, now, leaseMs, mostAtWork, pollMs });
  let closing: Promise<void> | undefined;
  return {
    inbox: openInbox({ database, now, wanted: tasks.wanted }),
    tasks: { want: tasks.want, claim: tasks.claim, onWanted: tasks.onWanted },
    read: readsOf(database),
    ...openShared({ database, now, secret }),
    version,
    stats: () => stats(database, now()),
    sweep: (at, retention) => sweep(database, at, retention),
    verifyLedger: (scope) => verifyLedger(database, scope),
    verifyLedgers: () => verifyLedgers(database),
    close: () => {
      tasks.close();
      clock.close();
      closing ??= database.close();
      return closing;
    },
  };
}
