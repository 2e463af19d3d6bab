import type { Queries } from './database.ts';

interface Ends {
  readonly query: Queries['query'];
  readonly commit: () => Promise<unknown>;
  readonly rollback: () => Promise<unknown>;
}

/** PostgreSQL answers the commit of a transaction in which something failed by rolling it back, and says nothing of it: here it is thrown. */
export async function runTransaction<T>({ query, commit, rollback }: Ends, work: (queries: Queries) => Promise<T>): Promise<T> {
  let broken: unknown;
  const watched: Queries['query'] = async (sql, values) => {
    try {
      return await query(sql, values);
    } catch (error) {
      broken ??= error;
      throw error;
    }
  };
  try {
    const result = await work({ query: watched });
    if (broken !== undefined) throw broken;
    await commit();
    return result;
  } catch (error) {
    // What it failed with is what counts; a transaction that cannot even be rolled back is gone already.
    await rollback().catch(() => undefined);
    throw error;
  }
}
