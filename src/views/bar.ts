import type { GateAnswer } from '../verdict/verdict.ts';

type Measured = GateAnswer['judgement']['measured'][number];

const cells = 10;

/**
 * `███████░┃░░`: a value drawn against its limit. Nothing when there is no one number in the limit to draw it against. A value just short
 * of its limit stays short of it: full cells are counted down, the limit's place up.
 */
export function bar({ value, unit, limit }: Measured): string | undefined {
  const wanted = onlyNumberIn(limit);
  if (typeof value !== 'number' || !(value >= 0) || wanted === undefined) return undefined;
  const full = unit === '%' ? 100 : Math.max(value, wanted);
  if (!(full > 0 && full < Number.POSITIVE_INFINITY)) return undefined;
  const filled = Math.min(cells, Math.floor((value / full) * cells));
  const place = Math.min(cells, Math.ceil((wanted / full) * cells));
  const row = '█'.repeat(filled) + '░'.repeat(cells - filled);
  return `${row.slice(0, place)}┃${row.slice(place)}`;
}

function onlyNumberIn(limit: string | undefined): number | undefined {
  const numbers = limit?.match(/\d+(?:\.\d+)?/g) ?? [];
  return numbers.length === 1 ? Number(numbers[0]) : undefined;
}
