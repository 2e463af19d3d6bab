import { ProblemError } from '../../ground/problem.ts';
import type { Database, Queries } from '../engine/database.ts';
import { type Migration, migrations } from './migrations.ts';

/** Any number that nothing else in the database locks by. */
const lock = 4_607_003_112;

/** Brings a database to this version, one transaction for each step; replicas that start together take turns. Returns the version. */
export async function migrate(database: Database, steps: readonly Migration[] = migrations): Promise<number> {
  for (;;) {
    const version = await database.transaction((queries) => step(queries, steps));
    if (version === steps.length) return version;
  }
}

async function step(queries: Queries, steps: readonly Migration[]): Promise<number> {
  await queries.query('select pg_advisory_xact_lock($1)', [lock]);
  await queries.query('create schema if not exists gonogo');
  await queries.query(
    'create table if not exists gonogo.migrations (version integer primary key, name text not null, applied_at timestamptz not null default now())',
  );
  const [row] = await queries.query<{ version: number }>(
    'select coalesce(max(version), 0)::integer as version from gonogo.migrations',
  );
  const version = row?.version ?? 0;
  if (version > steps.length) throw newer(version, steps.length);
  const next = steps[version];
  if (next === undefined) return version;
  for (const statement of next.statements) await queries.query(statement);
  await queries.query('insert into gonogo.migrations (version, name) values ($1, $2)', [version + 1, next.name]);
  return version + 1;
}

function newer(found: number, known: number): ProblemError {
  return new ProblemError({
    code: 'store.newer-database',
    message: `the database is at version ${found}, and this Gonogo knows only up to ${known}`,
    remedy: 'Start the Gonogo that wrote it, or a newer one; or restore a backup from before the update.',
  });
}
