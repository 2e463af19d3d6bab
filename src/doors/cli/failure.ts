import { ProblemError } from '../../ground/problem.ts';
import { defuseCommands, oneLine } from '../../ground/text.ts';
import { type ExitCode, exitCodes } from './exit.ts';
import type { Io } from './io.ts';
import { sayProblems } from './say.ts';

/** What ended a command early, in words for who typed it. A stack is for who works on Gonogo, and only when asked for. */
export function sayFailure(error: unknown, io: Io): ExitCode {
  if (io.signal.aborted) {
    io.stderr.write('Interrupted: nothing was judged.\n');
    return exitCodes.interrupted;
  }
  if (error instanceof ProblemError) {
    sayProblems(error.problems, io);
    return error.problems.some(({ code }) => code === 'cli.usage') ? exitCodes.usage : exitCodes['cannot-tell'];
  }
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  io.stderr.write(`internal error: ${defuseCommands(oneLine(message, 300))}\n`);
  io.stderr.write('  This is a mistake in Gonogo, and no verdict. Please report it with the command that you ran');
  const isDebug = (io.env['GONOGO_DEBUG'] ?? '') !== '';
  io.stderr.write(isDebug ? ' and this:\n' : '; with GONOGO_DEBUG=1 it says where.\n');
  if (isDebug && error instanceof Error) io.stderr.write(`${error.stack ?? message}\n`);
  return exitCodes.internal;
}
