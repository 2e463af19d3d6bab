// `npm start` as a process, and what its page shows.
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { compiled } from '../../doors/child.ts';
import { root } from '../../house/sources.ts';

export interface Running {
  readonly url: string;
  readonly output: () => string;
  /** Ends it as Ctrl-C does, and says how it ended. */
  readonly stop: () => Promise<number | null>;
}

export function startDemo(...args: readonly string[]): Promise<Running> {
  const child = spawn(process.execPath, [join(root, 'scripts/start.ts'), ...args], {
    cwd: root,
    env: { ...process.env, ...compiled },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  return new Promise((resolve, reject) => {
    const keep = (chunk: Buffer) => {
      output += chunk.toString();
      const url = /http:\/\/localhost:\d+\//.exec(output)?.[0];
      if (url !== undefined) resolve({ url, output: () => output, stop: () => ended(child) });
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`it ended with ${code}: ${output}`)));
  });
}

function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode);
  const gone = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  child.kill('SIGINT');
  return gone;
}
