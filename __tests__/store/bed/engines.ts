// Outside of the worlds that jest makes: one PGlite and one PostgreSQL for all files of tests that a worker of jest runs.
import type { Database } from '../../../src/store/engine/database.ts';
import { openEmbedded } from '../../../src/store/engine/embedded.ts';
import { pgliteFolder } from './pglite.ts';
import { type NoServer, type PostgresServer, startPostgres } from './postgres.ts';

let opening: Promise<Database> | undefined;
let starting: Promise<PostgresServer | NoServer> | undefined;
let shared: Promise<string> | undefined;

/** Nobody closes it: it ends with the worker, and its folder goes then. */
export function embedded(): Promise<Database> {
  opening ??= pgliteFolder().then((folder) => openEmbedded({ folder, transactionMs: 10_000 }));
  return opening;
}

/** It runs, whatever the file before did with it. */
export async function server(): Promise<PostgresServer | NoServer> {
  starting ??= startPostgres();
  const started = await starting;
  if (started.is === 'running') await started.start();
  return started;
}

/** The database on the server that all beds of this worker share, one after the other. */
export function serverUrl({ create }: PostgresServer): Promise<string> {
  shared ??= create();
  return shared;
}
