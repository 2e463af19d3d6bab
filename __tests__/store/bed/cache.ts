import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statfsSync } from 'node:fs';
import { Socket } from 'node:net';
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

/** A new folder for data: in memory where there is enough of it, because nothing here has to outlive this process. */
export function dataFolder({ onDisk = false } = {}): string {
  const folder = mkdtempSync(join(!onDisk && hasRoom('/dev/shm') ? '/dev/shm' : tmpdir(), 'gonogo-store-'));
  removeAtEnd(folder);
  return folder;
}

/** However this process ends, its standard input closes with it, and the server on the folder goes before the folder does. */
const broom = `cat > /dev/null
if [ -f "$1/data/postmaster.pid" ]; then kill -QUIT "$(head -n 1 "$1/data/postmaster.pid")"; fi
for _ in 1 2 3 4 5; do rm -rf "$1" && break; sleep 1; done`;

function removeAtEnd(folder: string): void {
  if (process.platform === 'win32') return void process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  // In a group of its own: what ends all others at the terminal is what it waits for.
  const waiting = spawn('sh', ['-c', broom, 'sh', folder], { stdio: ['pipe', 'ignore', 'ignore'], detached: true, cwd: '/' });
  waiting.once('error', () => undefined);
  waiting.unref();
  if (waiting.stdin instanceof Socket) waiting.stdin.unref();
}

function hasRoom(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize > 2 * 1024 ** 3;
  } catch {
    return false;
  }
}
