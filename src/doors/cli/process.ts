import { exitCodes } from './exit.ts';
import { sayFailure } from './failure.ts';
import type { Io, Output } from './io.ts';

/** Longer than anything needs to close; what still runs then would keep the shell waiting for nothing. */
const graceMs = 1_000;

/** Runs a command line on this process: its arguments, its streams, its signals. */
export async function runAsProcess(main: (argv: readonly string[], io: Io) => Promise<number>): Promise<void> {
  const interrupted = new AbortController();
  process.once('SIGINT', () => interrupted.abort());
  process.once('SIGTERM', () => interrupted.abort());
  for (const stream of [process.stdout, process.stderr]) stream.on('error', (error) => onStreamError(error));
  process.exitCode = exitCodes.internal;
  const io: Io = {
    stdout: outputTo(process.stdout),
    stderr: outputTo(process.stderr),
    env: process.env,
    cwd: process.cwd(),
    signal: interrupted.signal,
  };
  process.on('uncaughtException', (error) => {
    process.exit(sayFailure(error, io));
  });
  const code = await main(process.argv.slice(2), io);
  process.exitCode = failed ? exitCodes.internal : code;
  setTimeout(() => process.exit(), graceMs).unref();
}

function outputTo(stream: NodeJS.WriteStream): Output {
  return {
    isTTY: stream.isTTY,
    get columns() {
      return stream.columns;
    },
    write: (text) => stream.write(text),
  };
}

let failed = false;

/** A reader that went away has what it wanted. A disk that is full has not, and then the exit code must not say GO. */
function onStreamError(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') return;
  failed = true;
  process.exitCode = exitCodes.internal;
  process.stderr.write(
    `The output could not be written (${error.code ?? error.message}).\n  Free some room, or write it elsewhere.\n`,
  );
}
