import { randomUUID } from 'node:crypto';
import {
  linkSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import process from 'node:process';
import { textOf } from '../../gates/engine/thrown.ts';
import { ProblemError } from '../../ground/problem.ts';

/** Who holds a folder. */
interface Holder {
  readonly token: string;
  readonly pid: number;
  readonly host: string;
  /** Two containers may have one name, and each its own numbers of processes. */
  readonly numbers: string | null;
  /** Tells a process from a later one with the same number. */
  readonly started: string | null;
}

export interface FolderLock {
  readonly release: () => void;
}

interface LockOptions {
  /** Somebody else took it over: whoever is told this must not write to the folder any more. */
  readonly onLost: (because: Error) => void;
  readonly beatMs?: number;
}

/** A holder of which nothing is known but that it has not moved for so long is gone. */
const silentMs = 20_000;

/** What this process holds: it is alive, so that looking at its own number would not tell. */
const ours = new Set<string>();

/**
 * PGlite lets two processes open one folder, and they destroy it. The lock stands beside the folder, says who holds it, and is touched
 * every few seconds; one whose holder is gone is taken over.
 */
export function lockFolder(folder: string, { onLost, beatMs = 5_000 }: LockOptions): FolderLock {
  const file = `${folder}.lock`;
  const holder: Holder = {
    token: randomUUID(),
    pid: process.pid,
    host: hostname(),
    numbers: numbers(),
    started: startOf(process.pid),
  };
  mkdirSync(dirname(file), { recursive: true });
  take(file, holder, folder);
  ours.add(holder.token);
  const beat = setInterval(() => {
    if (read(file)?.token === holder.token) return utimesSync(file, new Date(), new Date());
    clearInterval(beat);
    onLost(new Error(`${file} was taken over by somebody else`));
  }, beatMs);
  beat.unref();
  return {
    release: () => {
      clearInterval(beat);
      ours.delete(holder.token);
      if (read(file)?.token === holder.token) rmSync(file, { force: true });
    },
  };
}

function take(file: string, holder: Holder, folder: string): void {
  for (let round = 0; round < 20; round++) {
    if (create(file, holder)) return;
    const other = read(file);
    if (other !== undefined && isThere(file, other)) throw inUse(folder, file, other);
    if (ageOf(file) === undefined) continue;
    // A lock without a word is one that is being written, unless it stays so.
    if (other === undefined && (ageOf(file) ?? 0) < silentMs) throw inUse(folder, file, undefined);
    putAside(file, other);
  }
  throw inUse(folder, file, read(file));
}

function create(file: string, holder: Holder): boolean {
  try {
    writeFileSync(file, JSON.stringify(holder), { flag: 'wx' });
    return true;
  } catch (error) {
    if (textOf(error, 'code') === 'EEXIST') return false;
    throw error;
  }
}

/** Two may find the same stale lock: the slower one must not move away what the faster one has put there by then. */
function putAside(file: string, stale: Holder | undefined): void {
  const aside = `${file}.${randomUUID()}`;
  try {
    renameSync(file, aside);
    if (read(aside)?.token !== stale?.token) linkSync(aside, file);
  } catch (error) {
    if (textOf(error, 'code') !== 'ENOENT' && textOf(error, 'code') !== 'EEXIST') throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

/** A process of this machine is asked for; of another one only silence can be known. One that stands still is there: it may go on. */
function isThere(file: string, holder: Holder): boolean {
  if (ours.has(holder.token)) return true;
  const isSilent = (ageOf(file) ?? silentMs) >= silentMs;
  if (holder.host !== hostname() || holder.numbers !== numbers()) return !isSilent;
  if (holder.pid === process.pid) return false;
  if (!isAlive(holder.pid)) return false;
  const started = startOf(holder.pid);
  return holder.started === null || started === null ? !isSilent : holder.started === started;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return textOf(error, 'code') === 'EPERM';
  }
}

/** On Linux: the machine's start and the process's, which no later process has. */
function startOf(pid: number): string | null {
  try {
    const [, fields = ''] = /\) (.*)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${fields.split(' ')[19]}`;
  } catch {
    return null;
  }
}

function numbers(): string | null {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return null;
  }
}

function read(file: string): Holder | undefined {
  try {
    const found: Partial<Holder> = JSON.parse(readFileSync(file, 'utf8'));
    const { token, pid, host, numbers: space = null, started = null } = found;
    if (token === undefined || pid === undefined || host === undefined) return undefined;
    return { token, pid, host, numbers: space, started };
  } catch {
    return undefined;
  }
}

function ageOf(file: string): number | undefined {
  try {
    return Date.now() - statSync(file).mtimeMs;
  } catch {
    return undefined;
  }
}

function inUse(folder: string, file: string, holder: Holder | undefined): ProblemError {
  const who = holder === undefined ? 'another process' : `process ${holder.pid} on ${holder.host}`;
  return new ProblemError({
    code: 'store.in-use',
    message: `${folder} is in use by ${who}`,
    remedy: `Stop that process, or use another folder. For several at once, use a PostgreSQL server (DATABASE_URL). If nothing runs any more, remove ${file}.`,
    file: folder,
  });
}
