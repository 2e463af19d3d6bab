import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

/** A folder that takes long to make and is made once for this machine; two that make it at once both get the one that was first. */
export async function cached(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const all = join(tmpdir(), `gonogo-tests-${process.getuid?.() ?? 'user'}`);
  const folder = join(all, name);
  if (existsSync(folder)) return folder;
  mkdirSync(all, { recursive: true, mode: 0o755 });
  const making = mkdtempSync(join(all, 'making-'));
  const inside = join(making, 'made');
  try {
    await make(inside);
    renameSync(inside, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
  return folder;
}

/** A new folder for the data of one file of tests: in memory where there is enough of it, because nothing here has to outlive it. */
export function dataFolder({ onDisk = false } = {}): string {
  return mkdtempSync(join(!onDisk && hasRoom('/dev/shm') ? '/dev/shm' : tmpdir(), 'gonogo-store-'));
}

function hasRoom(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize > 2 * 1024 ** 3;
  } catch {
    return false;
  }
}
