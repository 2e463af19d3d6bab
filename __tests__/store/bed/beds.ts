import type { Database } from '../../../src/store/engine/database.ts';
import { openServer } from '../../../src/store/engine/server.ts';
import { migrate } from '../../../src/store/schema/migrate.ts';
import { type OpenStore, openStoreOn, type StoreOptions } from '../../../src/store/store.ts';
import { keptEngines } from './kept.ts';
import type { NoServer, PostgresServer } from './postgres.ts';

/** One engine, on which a test opens a store that is empty, and as many more on the same database as it needs. */
export interface Bed {
  readonly name: string;
  /** An empty database; what was open on the one before is closed. */
  readonly empty: () => Promise<void>;
  readonly database: () => Promise<Database>;
  readonly open: (options?: Partial<StoreOptions>) => Promise<OpenStore>;
  readonly close: () => Promise<void>;
}

/** Ledgers refuse to be emptied, so this is done as who restores a database does it. */
async function clear({ query, transaction }: Database): Promise<void> {
  const tables = await query<{ name: string }>(
    `select 'gonogo.' || tablename as name from pg_tables where schemaname = 'gonogo' and tablename <> 'migrations'`,
  );
  await transaction(async (inside) => {
    await inside.query('set local session_replication_role = replica');
    for (const { name } of tables) await inside.query(`delete from ${name}`);
  });
}

const secret = 'a secret of the tests';

function embeddedBed(database: Database): Bed {
  const stores: OpenStore[] = [];
  let isOpen = true;
  const shared: Database = {
    ...database,
    // It speaks on when this file of tests is over and gone.
    listen: (channel, told) => database.listen(channel, (text) => isOpen && told(text)),
    close: async () => undefined,
  };
  const closeStores = async () => {
    for (const store of stores.splice(0)) await store.close();
  };
  return {
    name: 'PGlite',
    empty: async () => {
      await closeStores();
      await migrate(database);
      await clear(database);
    },
    database: async () => shared,
    open: async (options = {}) => {
      const store = await openStoreOn(shared, { secret, ...options });
      stores.push(store);
      return store;
    },
    close: async () => {
      await closeStores();
      isOpen = false;
    },
  };
}

function serverBed(url: string): Bed {
  let shared: Database | undefined;
  const open: { readonly close: () => Promise<void> }[] = [];
  const connect = () => openServer({ url, connections: 5 });
  const database = async () => {
    shared ??= await connect();
    return shared;
  };
  const closeAll = async () => {
    for (const each of open.splice(0)) await each.close();
  };
  return {
    name: 'PostgreSQL',
    empty: async () => {
      await closeAll();
      await migrate(await database());
      await clear(await database());
    },
    database,
    open: async (options = {}) => {
      const store = await openStoreOn(await connect(), { secret, ...options });
      open.push(store);
      return store;
    },
    close: async () => {
      await closeAll();
      await shared?.close();
    },
  };
}

export interface Beds {
  readonly beds: readonly Bed[];
  readonly server: PostgresServer | NoServer;
  readonly close: () => Promise<void>;
}

/** Both engines; where no server can be started, the embedded one alone, and the test of the store says why. */
export async function openBeds(): Promise<Beds> {
  const engines = await keptEngines();
  const [database, server] = await Promise.all([engines.embedded(), engines.server()]);
  const embedded = embeddedBed(database);
  const beds = server.is === 'running' ? [embedded, serverBed(await engines.serverUrl(server))] : [embedded];
  return {
    beds,
    server,
    close: async () => {
      for (const bed of beds) await bed.close();
    },
  };
}

/** A clock that a test moves. */
export function testClock(start = '2026-11-21T12:00:00.000Z'): {
  readonly now: () => Date;
  readonly at: (seconds: number) => string;
  readonly move: (seconds: number) => void;
} {
  let ms = Date.parse(start);
  return {
    now: () => new Date(ms),
    at: (seconds) => new Date(ms + seconds * 1_000).toISOString(),
    move: (seconds) => {
      ms += seconds * 1_000;
    },
  };
}
