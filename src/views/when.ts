import { describeUntil, formatInstant } from '../ground/instant.ts';

/** A moment for people. What is no instant is shown as it stands: a report must come out, whatever a recording holds. */
export function when(instant: string): string {
  return orAsItStands(instant, () => formatInstant(instant));
}

/** `2026-11-21 02:42 UTC, in 3 days`. */
export function whenFrom(now: string, instant: string): string {
  return orAsItStands(instant, () => `${formatInstant(instant)}, ${describeUntil(now, instant)}`);
}

/** `2 hours ago`. */
export function ago(now: string, instant: string): string {
  return orAsItStands(instant, () => describeUntil(now, instant));
}

/** A sentence whose moments are written for programs, for people. */
export function spoken(sentence: string): string {
  return sentence.replace(/\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z\b/g, when);
}

function orAsItStands(instant: string, format: () => string): string {
  try {
    return format();
  } catch {
    return instant;
  }
}
