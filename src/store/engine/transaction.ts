import type { Queries, Transaction } from './database.ts';

interface Ends {
  readonly query: Queries['query'];
  readonly commit: () => Promise<unknown>;
  readonly rollback: () => Promise<unknown>;
}

/** PostgreSQL answers the commit of a transaction in which something failed by rolling it back, and says nothing of it: here it is thrown. */
export async function runTransaction<T>(
  { query, commit, rollback }: Ends,
  work: (queries: Transaction) => Promise<T>,
): Promise<T> {
  let broken: unknown;
  const sent: Promise<unknown>[] = [];
  const watched: Queries['query'] = async (sql, values) => {
    try {
      return await query(sql, values);
    } catch (error) {
      broken ??= error;
      throw error;
    }
  };
  const send: Transaction['send'] = (sql, values) => {
    sent.push(watched(sql, values).catch(() => undefined));
  };
  try {
    const result = await work({ query: watched, send });
    if (broken !== undefined) throw broken;
    // Asked for behind what was sent, and with it: whatever failed of that has left nothing to commit.
    const committed = commit();
    committed.catch(() => undefined);
    await Promise.all(sent);
    if (broken !== undefined) throw broken;
    await committed;
    return result;
  } catch (error) {
    await Promise.all(sent);
    // What it failed with is what counts; a transaction that cannot even be rolled back is gone already.
    await rollback().catch(() => undefined);
    throw error;
  }
}
