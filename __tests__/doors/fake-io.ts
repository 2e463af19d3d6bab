// Streams that remember, for running a command inside of a test.
import type { Io } from '../../src/doors/cli/io.ts';

export interface FakeIo extends Io {
  readonly out: () => string;
  readonly err: () => string;
}

export interface Terminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly env?: Io['env'];
  readonly cwd?: string;
  readonly signal?: AbortSignal;
}

export function fakeIo({
  isTTY = false,
  columns,
  env = {},
  cwd = '.',
  signal = new AbortController().signal,
}: Terminal = {}): FakeIo {
  const written: { stdout: string; stderr: string } = { stdout: '', stderr: '' };
  const stream = (name: 'stdout' | 'stderr') => ({
    isTTY,
    ...(columns !== undefined && { columns }),
    write: (text: string) => {
      written[name] += text;
    },
  });
  return {
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    env,
    cwd,
    signal,
    out: () => written.stdout,
    err: () => written.stderr,
  };
}
