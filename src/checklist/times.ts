import { endOfDay, isDay, parseInstant, startOfDay } from '../ground/instant.ts';
import { ProblemError } from '../ground/problem.ts';
import { oneLine } from '../ground/text.ts';

/** An end: a day counts to its last moment, in UTC unless a zone is named. */
export function readEnd(text: string, zone?: string): string {
  return isDay(text) ? endOfDay(text, zone) : momentOf(text);
}

/** A beginning: a day counts from its first moment, in UTC unless a zone is named. */
export function readStart(text: string, zone?: string): string {
  return isDay(text) ? startOfDay(text, zone) : momentOf(text);
}

/** Most people mean a day, so that is what they are told to write. */
function momentOf(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}[Tt ]/.test(text)) return parseInstant(text);
  const isWritten = /^\d{4}-\d{2}-\d{2}$/.test(text);
  throw new ProblemError({
    code: 'time.invalid',
    message: isWritten ? `There is no day ${text}.` : `${oneLine(text, 40)} is neither a day nor a time.`,
    remedy: 'Write a day as 2027-06-30, or a time with its zone as 2027-06-30T18:00:00+02:00.',
  });
}
