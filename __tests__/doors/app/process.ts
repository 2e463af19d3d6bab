// The App as a child process.
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../../house/sources.ts';
import { compiled } from '../child.ts';
import { privateKey } from './keys.ts';
import { secret } from './sockets.ts';

export interface Door {
  readonly url: string;
  readonly child: ChildProcess;
  /** All that it wrote. */
  readonly said: () => string;
  readonly ended: Promise<number | string>;
}

export const environment: Readonly<Record<string, string>> & { readonly METRICS_TOKEN: string } = {
  APP_ID: '7',
  PRIVATE_KEY: privateKey,
  WEBHOOK_SECRET: secret,
  PORT: '0',
  GITHUB_API_URL: 'http://127.0.0.1:9',
  METRICS_TOKEN: 'a token of the metrics',
  LOG_LEVEL: 'debug',
};

export function startDoor(env: Readonly<Record<string, string>> = {}, args: readonly string[] = ['--ephemeral']) {
  const child = spawn(process.execPath, [join(root, '__tests__/doors/app/door.ts'), ...args], {
    env: { PATH: process.env['PATH'], ...compiled, ...environment, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      said += String(chunk);
    });
  }
  const ended = new Promise<number | string>((resolve) => child.once('close', (code, signal) => resolve(code ?? signal ?? '')));
  return { child, said: () => said, ended };
}

export async function openDoor(env: Readonly<Record<string, string>> = {}): Promise<Door> {
  const door = startDoor(env);
  const url = await new Promise<string>((resolve, reject) => {
    door.child.stdout.on('data', () => {
      const found = /"address":"(http:[^"]+)"/.exec(door.said())?.[1];
      if (found) resolve(found);
    });
    void door.ended.then(() => reject(new Error(door.said())));
  });
  return { ...door, url };
}
