import { endOfDay, isDay, parseInstant, startOfDay } from '../ground/instant.ts';

/** An end: a day counts to its last moment, in UTC. */
export function readEnd(text: string): string {
  return isDay(text) ? endOfDay(text) : parseInstant(text);
}

/** A beginning: a day counts from its first moment, in UTC. */
export function readStart(text: string): string {
  return isDay(text) ? startOfDay(text) : parseInstant(text);
}
