import { types } from 'node:util';
import { ProblemError } from '../../ground/problem.ts';
import { LeaseLost, PlatformError } from '../../reconcile/ports/faults.ts';

/** Places in the code; the first are where it happened. */
const frames = 4;

/**
 * What was thrown, for a log. The words of an error that is none of ours may quote what it choked on, a payload even, so that only its
 * kind and the places in the code are told.
 */
export function describeError(error: unknown): string {
  if (error instanceof ProblemError || error instanceof PlatformError || error instanceof LeaseLost) return error.message;
  if (!isError(error)) return `something that is no error was thrown: ${typeof error}`;
  const { code, syscall } = error;
  // Made by the system out of names and numbers.
  if (typeof code === 'string' && syscall !== undefined) return error.message;
  const kind = typeof code === 'string' ? `${error.name} ${code}` : error.name;
  const places = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [kind, ...places.slice(0, frames).map((line) => line.trim())].join(' ');
}

/** Errors of another realm are errors too. */
function isError(value: unknown): value is NodeJS.ErrnoException {
  return types.isNativeError(value);
}
