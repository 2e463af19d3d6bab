import { Client, type ClientConfig, Pool, types } from 'pg';
import type { Database, Queries, Transaction } from './database.ts';
import { Listener } from './listener.ts';
import { runTransaction } from './transaction.ts';

/** Whatever hangs is given up well before those who wait for us give up: a platform waits ten seconds for its delivery to be taken. */
const patience = {
  connectionTimeoutMillis: 5_000,
  statement_timeout: 6_000,
  query_timeout: 7_000,
  lock_timeout: 5_000,
  idle_in_transaction_session_timeout: 30_000,
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
};

export interface ServerOptions {
  readonly url: string;
  readonly connections?: number;
}

/** PostgreSQL with a server. A connection that broke is replaced by the next question. */
export async function openServer({ url, connections = 10 }: ServerOptions): Promise<Database> {
  const config: ClientConfig = {
    ...patience,
    connectionString: url,
    application_name: 'gonogo',
    // Ids and counters stay far below 2^53.
    types: { getTypeParser: (oid, format) => (oid === types.builtins.INT8 ? Number : types.getTypeParser(oid, format)) },
  };
  const pool = new Pool({ ...config, max: connections });
  // An error of a connection that nobody uses at the moment; who does is told by their query.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const listener = new Listener(() => new Client(config));
  const query: Queries['query'] = async (sql, values = []) => (await pool.query(sql, [...values])).rows;
  try {
    await query('select 1');
  } catch (error) {
    await pool.end();
    throw error;
  }
  return {
    query,
    transaction: (work) => transact(pool, work),
    listen: (channel, told) => listener.listen(channel, told),
    close: async () => {
      await listener.close();
      await pool.end();
    },
  };
}

async function transact<T>(pool: Pool, work: (queries: Transaction) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let isUsable = false;
  let before: Promise<unknown> = Promise.resolve();
  // The client takes a query only when it is done with the one before.
  const query: Queries['query'] = (sql, values = []) => {
    const asked = before.then(async () => (await client.query(sql, [...values])).rows);
    before = asked.catch(() => undefined);
    return asked;
  };
  const commit = () => query('commit');
  const rollback = async () => {
    await query('rollback');
    isUsable = true;
  };
  try {
    await query('begin');
    const result = await runTransaction({ query, commit, rollback }, work);
    isUsable = true;
    return result;
  } finally {
    client.release(!isUsable);
  }
}
