import { messageOf } from '../../gates/engine/thrown.ts';
import { ProblemError } from '../../ground/problem.ts';
import type { Database } from './database.ts';
import { openEmbedded } from './embedded.ts';
import { realFolder, surroundings, whyEphemeral } from './ephemeral.ts';
import { lockFolder } from './folder-lock.ts';
import { openServer } from './server.ts';

/** Where the database is. */
export type Where =
  | { readonly url: string; readonly connections?: number }
  /** `ephemeral`: it is known that the folder may be gone tomorrow, and all ticks with it. */
  | { readonly folder: string; readonly ephemeral?: boolean }
  | { readonly memory: true };

/** Longer than any of our own takes; a transaction has an embedded database for itself. */
const transactionMs = 10_000;

export async function openDatabase(where: Where): Promise<Database> {
  if ('url' in where) return openUrl(where);
  if ('memory' in where) return openEmbedded({ folder: null, transactionMs });
  const folder = realFolder(where.folder);
  const why = where.ephemeral === true ? undefined : whyEphemeral(folder, surroundings());
  if (why !== undefined) throw ephemeral(folder, why);
  let abandon: ((because: Error) => void) | undefined;
  const lock = lockFolder(folder, { onLost: (because) => abandon?.(because) });
  try {
    const database = await openEmbedded({ folder, transactionMs });
    abandon = database.abandon;
    return { ...database, close: () => database.close().finally(lock.release) };
  } catch (error) {
    lock.release();
    throw unreadable(folder, error);
  }
}

async function openUrl(where: { readonly url: string; readonly connections?: number }): Promise<Database> {
  try {
    return await openServer(where);
  } catch (error) {
    throw new ProblemError({
      code: 'store.unreachable',
      message: `the database at ${hostOf(where.url)} cannot be used: ${messageOf(error)}`,
      remedy:
        'Check DATABASE_URL, that the server runs and can be reached, and that the user may create a schema in the database.',
    });
  }
}

/** Without the password. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host || 'the local socket' : 'DATABASE_URL';
}

function ephemeral(folder: string, why: string): ProblemError {
  return new ProblemError({
    code: 'store.ephemeral',
    message: `${folder} would not keep what people ticked: ${why}`,
    remedy:
      'Use a folder on a disk or volume that stays, or a PostgreSQL server (DATABASE_URL). To go on all the same, as for a trial, say --ephemeral.',
    file: folder,
  });
}

function unreadable(folder: string, error: unknown): ProblemError {
  return new ProblemError({
    code: 'store.unreadable',
    message: `the database in ${folder} cannot be opened: ${messageOf(error)}`,
    remedy: 'Check that the folder may be written to and that its disk is not full. If it is damaged, restore a backup.',
    file: folder,
  });
}
