// The App as a process of its own, as `npm run app` starts it, on a folder that goes with it.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { App } from '../../src/sandbox/state/who.ts';

export interface AppProcess {
  readonly isReady: () => boolean;
  /** Once it listens, or has ended. */
  readonly ready: Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface Starting {
  readonly port: number;
  readonly app: App;
  readonly secret: string;
  readonly api: string;
  readonly onExit: (log: string) => void;
}

const file = fileURLToPath(new URL('../../src/doors/app.ts', import.meta.url));
const graceMs = 8_000;
const mostLog = 20_000;

/** One that nothing listens on at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

export function startApp({ port, app, secret, api, onExit }: Starting): AppProcess {
  const folder = mkdtempSync(join(tmpdir(), 'gonogo-demo-'));
  const child = spawn(process.execPath, [file], {
    // Where nobody's .env is.
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      APP_ID: String(app.id),
      PRIVATE_KEY: Buffer.from(app.key.privatePem).toString('base64'),
      WEBHOOK_SECRET: secret,
      GITHUB_API_URL: api,
      PORT: String(port),
      GONOGO_DATA: join(folder, 'database'),
      GONOGO_EPHEMERAL: '1',
      // The service of the demo is on this machine, and here that is meant.
      GONOGO_PRIVATE_HOSTS: '127.0.0.1',
      GONOGO_RHYTHM: 'boardQuiet=2,boardLatest=10,settle=3',
    },
  });
  let log = '';
  let isReady = false;
  const { promise: ready, resolve: become } = Promise.withResolvers<void>();
  const keep = (chunk: Buffer) => {
    log = (log + chunk.toString()).slice(-mostLog);
    if (isReady || !log.includes('listening')) return;
    isReady = true;
    become();
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  let isStopping = false;
  child.once('exit', () => {
    isReady = false;
    become();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    if (!isStopping) onExit(log);
  });
  return {
    isReady: () => isReady,
    ready,
    stop: () => {
      isStopping = true;
      return ended(child);
    },
  };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
  await gone;
  clearTimeout(timer);
}
