import { epochOf, isDay } from '../../ground/instant.ts';
import type { End } from './command.ts';

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/i;
/** With what a sentence may put behind it. */
const longest = 100;
const span = /^(\d{1,4}) ?(d|days?|w|weeks?)$/i;

/** `2027-06-30`, `2027-06-30T12:00:00Z`, `30d`, `2 weeks`. Months and years are of no one length, so they are not read. */
export function readEnd(written: string): End | undefined {
  if (written.length > longest) return undefined;
  const text = written.replace(/[ .)]+$/, '');
  if (instant.test(text) && !Number.isNaN(epochOf(text))) return { is: 'instant', instant: text.toUpperCase() };
  const [, number, unit = ''] = span.exec(text) ?? [];
  if (number !== undefined) return { is: 'days', days: Number(number) * (/^w/i.test(unit) ? 7 : 1) };
  return isDay(text) ? { is: 'day', day: text } : undefined;
}
