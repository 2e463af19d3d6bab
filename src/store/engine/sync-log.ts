import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** How much older than it is a file may say that it is: file systems keep time in coarse steps. */
const slackMs = 2_000;

/**
 * PGlite leaves its files to the operating system and never asks for them to be on disk, so that a commit outlives the process and not a
 * power cut. This brings the log of what was committed to disk. Who asks while it runs waits for the next run, together with the others.
 */
export function syncLog(folder: string, sync: (file: string) => Promise<void> = syncFile): () => Promise<void> {
  let last = 0;
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  const run = async (): Promise<void> => {
    const now = Date.now();
    try {
      await syncSince(join(folder, 'pg_wal'), { since: last - slackMs, sync });
      last = now;
    } finally {
      running = undefined;
    }
  };
  const start = (): Promise<void> => {
    running = run();
    return running;
  };

  return () => {
    if (running === undefined) return start();
    next ??= running
      .catch(() => undefined)
      .then(() => {
        next = undefined;
        return start();
      });
    return next;
  };
}

interface Since {
  readonly since: number;
  readonly sync: (file: string) => Promise<void>;
}

async function syncSince(log: string, { since, sync }: Since): Promise<void> {
  for (const name of await readdir(log)) {
    if (!/^[0-9A-F]{24}$/.test(name)) continue;
    const file = join(log, name);
    if ((await stat(file)).mtimeMs >= since) await sync(file);
  }
}

async function syncFile(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.datasync();
  } finally {
    await handle.close();
  }
}
