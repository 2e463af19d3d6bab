import type { GateAnswer } from '../verdict/verdict.ts';

type Measured = GateAnswer['judgement']['measured'][number];

const cells = 10;

/** How much of the whole a value and its limit take, both from 0 to 1; nothing when the limit has not one number to draw against. */
export function sharesOf({ value, unit, limit }: Measured): { readonly value: number; readonly limit: number } | undefined {
  const wanted = onlyNumberIn(limit);
  if (typeof value !== 'number' || !(value >= 0) || wanted === undefined) return undefined;
  const full = unit === '%' ? 100 : Math.max(value, wanted);
  if (!(full > 0 && full < Number.POSITIVE_INFINITY)) return undefined;
  return { value: Math.min(1, value / full), limit: Math.min(1, wanted / full) };
}

/**
 * `███████░┃░░`: a value drawn against its limit. A value just short of its limit stays short of it: full cells are counted down, the
 * limit's place up.
 */
export function bar(measured: Measured): string | undefined {
  const shares = sharesOf(measured);
  if (shares === undefined) return undefined;
  const place = Math.ceil(shares.limit * cells);
  const row = cellsFor(shares.value);
  return `${row.slice(0, place)}┃${row.slice(place)}`;
}

/** `██████░░░░`: only what is all done looks so. */
export function progress(done: number, required: number): string {
  return cellsFor(required > 0 ? Math.min(1, done / required) : 0);
}

function cellsFor(share: number): string {
  const filled = Math.floor(share * cells);
  return '█'.repeat(filled) + '░'.repeat(cells - filled);
}

function onlyNumberIn(limit: string | undefined): number | undefined {
  const numbers = limit?.match(/\d+(?:\.\d+)?/g) ?? [];
  return numbers.length === 1 ? Number(numbers[0]) : undefined;
}
