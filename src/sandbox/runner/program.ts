import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Program {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly line: (text: string) => void;
  /** Ends it, and all that it started. */
  readonly signal: AbortSignal;
  /** Told of each group of processes that is left when it is over. */
  readonly left?: (group: number) => void;
}

/** How long a program may take to end when it is told to, and its output to arrive once it has ended. */
const [mercy, rest] = [1500, 1000];

/** The code that it ended with; 128 and more where a signal ended it. */
export async function runProgram({ file, args, cwd, env, line, signal, left }: Program): Promise<number> {
  if (signal.aborted) return 143;
  // A group of its own, so that all of it can be ended and nothing else.
  const child = spawn(file, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const flushes = [child.stdout, child.stderr].map((stream) => linesOf(stream, line));
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const stop = () => void end(child);
  signal.addEventListener('abort', stop, { once: true });
  try {
    const code = await codeOf(child, { file, line });
    await Promise.race([closed, sleep(rest, undefined, { ref: false })]);
    for (const flush of flushes) flush();
    child.stdout.destroy();
    child.stderr.destroy();
    if (child.pid !== undefined && isThere(child.pid)) left?.(child.pid);
    return code;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function codeOf(child: ChildProcess, { file, line }: Pick<Program, 'file' | 'line'>): Promise<number> {
  return new Promise((resolve) => {
    child.once('error', (error) => {
      line(`${file} could not be started: ${error.message}`);
      resolve(127);
    });
    child.once('exit', (code, signal) => resolve(code ?? (signal === 'SIGKILL' ? 137 : 143)));
  });
}

function linesOf(stream: NodeJS.ReadableStream, line: (text: string) => void): () => void {
  let begun = '';
  stream.setEncoding('utf8');
  stream.on('data', (text: string) => {
    const all = (begun + text).split('\n');
    begun = all.pop() ?? '';
    for (const each of all) line(each.replace(/\r$/, ''));
  });
  return () => {
    if (begun !== '') line(begun);
    begun = '';
  };
}

async function end(child: ChildProcess): Promise<void> {
  const { pid } = child;
  if (pid === undefined) return;
  signalGroup(pid, 'SIGTERM');
  const over = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await Promise.race([over, sleep(mercy, undefined, { ref: false })]);
  signalGroup(pid, 'SIGKILL');
}

export function signalGroup(group: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-group, signal);
  } catch {
    return false;
  }
}

function isThere(group: number): boolean {
  return signalGroup(group, 0);
}
