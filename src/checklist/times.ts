import { endOfDay, isDay, parseInstant, startOfDay } from '../ground/instant.ts';

/** An end: a day counts to its last moment, in UTC unless a zone is named. */
export function readEnd(text: string, zone?: string): string {
  return isDay(text) ? endOfDay(text, zone) : parseInstant(text);
}

/** A beginning: a day counts from its first moment, in UTC unless a zone is named. */
export function readStart(text: string, zone?: string): string {
  return isDay(text) ? startOfDay(text, zone) : parseInstant(text);
}
