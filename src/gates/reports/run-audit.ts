import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ProblemError } from '../../ground/problem.ts';
import { oneLine } from '../../ground/text.ts';
import { messageOf, textOf } from '../engine/thrown.ts';

export const auditors = ['npm', 'pnpm', 'yarn-1', 'yarn-berry'] as const;
export type Auditor = (typeof auditors)[number];

/** How each is asked for all it knows. Its exit code says whether it found anything, and says the same when the registry is down. */
const commands: Readonly<Record<Auditor, readonly string[]>> = {
  npm: ['npm', 'audit', '--json'],
  pnpm: ['pnpm', 'audit', '--json'],
  'yarn-1': ['yarn', 'audit', '--json'],
  'yarn-berry': ['yarn', 'npm', 'audit', '--all', '--recursive', '--json'],
};

export interface AuditOptions {
  readonly auditor: Auditor;
  readonly folder: string;
  readonly signal: AbortSignal;
  /** Milliseconds before each further try. */
  readonly pauses?: readonly number[];
  /** The program and its arguments, where it is another one. */
  readonly command?: readonly string[];
}

/** What one run of an auditor has left. */
export interface Audited {
  readonly path: string;
  readonly code: number;
  /** What it wrote as an error. */
  readonly said: string;
  /** How its report begins. */
  readonly text: string;
}

const signs = [
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'ESOCKETTIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOAUDIT',
  'E50\\d',
  'E429',
  'ERR_SOCKET_TIMEOUT',
  'socket hang up',
  'network (?:error|timeout|connection)',
  'audit endpoint returned an error',
  '\\b(?:410 Gone|429 Too Many|50[0234]\\b)',
  'Bad Gateway',
  'Service Unavailable',
  'Gateway Time-?out',
  'ERR_PNPM_(?:AUDIT_BAD_RESPONSE|META_FETCH_FAIL)',
  'RequestError',
];
const outage = new RegExp(signs.join('|'), 'i');

/** Whether what a tool says is about the registry and not about the dependencies. Only then a further try can help. */
export function isOutage(said: string): boolean {
  return outage.test(said);
}

/**
 * Runs the auditor and lets `read` have its report. A report that can be read is taken, whatever the exit code; of all others only
 * those are tried again that the registry is to blame for.
 */
export async function runAudit<T>(options: AuditOptions, read: (audited: Audited) => Promise<T>): Promise<T> {
  const { pauses = [2_000, 8_000], signal } = options;
  const scratch = await mkdtemp(join(tmpdir(), 'gonogo-audit-'));
  try {
    for (const [at, pause] of [0, ...pauses].entries()) {
      if (pause > 0) await wait(pause, undefined, { signal });
      const audited = await runOnce(options, join(scratch, `report-${at}`));
      const outcome = await tried(read, audited);
      if ('value' in outcome) return outcome.value;
      const said = `${audited.said}\n${audited.text}`;
      if (!isOutage(said)) throw failed(options, outcome.problem, said);
    }
    throw registryDown(options, pauses.length + 1);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function tried<T>(read: (audited: Audited) => Promise<T>, audited: Audited) {
  try {
    return { value: await read(audited) };
  } catch (error) {
    if (error instanceof ProblemError) return { problem: error };
    throw error;
  }
}

async function runOnce({ auditor, folder, signal, command = commands[auditor] }: AuditOptions, path: string): Promise<Audited> {
  const [program = '', ...args] = command;
  const child = spawn(program, args, {
    cwd: folder,
    signal,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
    windowsHide: true,
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    if (said.length < 64 * 1024) said += text;
  });
  const file = child.stdout.pipe(createWriteStream(path));
  const written = new Promise<void>((done, fail) => file.once('finish', done).once('error', fail));
  const code = await new Promise<number>((done, fail) => {
    child.once('error', (error) => fail(cannotStart(program, error)));
    child.once('close', (exit) => done(exit ?? 1));
  });
  await written;
  return { path, code, said, text: await startOf(path) };
}

async function startOf(path: string): Promise<string> {
  return (await readFile(path)).subarray(0, 64 * 1024).toString('utf8');
}

function cannotStart(program: string, error: unknown): Error {
  if (textOf(error, 'name') === 'AbortError' && error instanceof Error) return error;
  return new ProblemError({
    code: 'audit.missing',
    message: `${program} could not be started: ${messageOf(error)}`,
    remedy: `Install ${program} in the step before, or let it write its report and name that under files.`,
  });
}

function failed({ auditor }: AuditOptions, { problems }: ProblemError, said: string): ProblemError {
  const [problem] = problems;
  const line = said.split('\n').find((each) => each.trim() !== '') ?? '';
  return new ProblemError({
    code: 'audit.failed',
    message: `The audit of ${auditor} gave no report: ${problem?.message ?? ''} It says: ${oneLine(line, 200)}`,
    remedy: 'Run it by hand in this folder and mend what it complains of; it needs a lockfile.',
  });
}

function registryDown({ auditor }: AuditOptions, tries: number): ProblemError {
  return new ProblemError({
    code: 'audit.outage',
    message: `The registry did not answer the audit of ${auditor} in ${tries} tries. This says nothing about the dependencies.`,
    remedy: 'Run the workflow again once the registry answers; nothing needs to be changed.',
  });
}
