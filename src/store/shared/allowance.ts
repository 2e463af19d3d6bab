import type { Points } from '../../reconcile/ports/shared.ts';

/** What an installation has planned, in milliseconds since 1970. */
export interface Spent {
  /** When the writes planned so far have been paid for, at the pace they are paid at. */
  readonly paidBy: number;
  /** When each of the last hour's writes that people are told of was or is to be used, the oldest first. */
  readonly contents: readonly number[];
}

export const nothingSpent: Spent = { paidBy: 0, contents: [] };

/** The platform allows 900 points in a minute, five for each write; a few may come at once. */
const writeMs = 1_000 / 3;
const writesAtOnce = 6;

/** In any span of that length at most so many: the platform's advice, and its two limits. */
const contentLimits = [
  { most: 1, spanMs: 1_000 },
  { most: 80, spanMs: 60_000 },
  { most: 500, spanMs: 3_600_000 },
] as const;

const hour = 3_600_000;

/** Takes the points, and says when they may be used. */
export function spend(spent: Spent, points: Points, now: number): { readonly spent: Spent; readonly at: number } {
  const paid = Math.max(spent.paidBy, now) + points.writes * writeMs;
  const contents = spent.contents.filter((at) => at > now - hour);
  for (let taken = 0; taken < points.contents; taken++) contents.push(nextContent(contents, now));
  const writesAt = points.writes === 0 ? now : paid - writesAtOnce * writeMs;
  const contentsAt = points.contents === 0 ? now : (contents.at(-1) ?? now);
  return { spent: { paidBy: paid, contents }, at: Math.ceil(Math.max(now, writesAt, contentsAt)) };
}

function nextContent(contents: readonly number[], now: number): number {
  const after = contentLimits.map(({ most, spanMs }) => (contents.at(-most) ?? Number.NEGATIVE_INFINITY) + spanMs);
  return Math.max(now, contents.at(-1) ?? now, ...after);
}
