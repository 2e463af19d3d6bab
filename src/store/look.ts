import { openServer } from './engine/server.ts';
import { migrations } from './schema/migrations.ts';

export interface Looked {
  /** As PostgreSQL says it of itself. */
  readonly server: string;
  /** Of the tables; null while there are none. */
  readonly version: number | null;
  /** What this Gonogo would make of them. */
  readonly newest: number;
  /** How far its clock is from ours, in milliseconds. */
  readonly ahead: number;
}

/** Looks at a database server and changes nothing in it. */
export async function lookAtServer(url: string, now: () => number = Date.now): Promise<Looked> {
  const database = await openServer({ url, connections: 1 });
  try {
    const [row] = await database.query<{ server: string; at: Date; has: boolean }>(
      `select current_setting('server_version') as server, clock_timestamp() as at, to_regclass('gonogo.migrations') is not null as has`,
    );
    const ahead = row === undefined ? Number.NaN : row.at.getTime() - now();
    const version = row?.has === true ? await versionOf(database) : null;
    return { server: row?.server ?? 'unknown', version, newest: migrations.length, ahead };
  } finally {
    await database.close();
  }
}

async function versionOf({ query }: Pick<Awaited<ReturnType<typeof openServer>>, 'query'>): Promise<number> {
  const [row] = await query<{ version: number }>('select coalesce(max(version), 0)::integer as version from gonogo.migrations');
  return row?.version ?? 0;
}
