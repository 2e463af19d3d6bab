import type { Doubts } from './doubts.ts';
import { keyOfName, type LcovRecord } from './lcov-record.ts';
import { highestLine, type LineStates, markLine } from './line-states.ts';
import type { Taken } from './lines.ts';
import { mark } from './marks.ts';

const [comma, newline, carriageReturn] = [0x2c, 0x0a, 0x0d];

/**
 * `DA:12,3` or `DA:12,3,checksum`, line after line, straight from their bytes: nearly all of a report is such lines. It stops at
 * whatever is not plainly one of them, or not all there, so that the slow way can say what is wrong.
 */
export function markPlainLines(lines: LineStates, bytes: Uint8Array, taken: Taken): void {
  while (taken.at < taken.end) {
    const next = markPlainLine(lines, bytes, taken.at);
    if (next < 0) return;
    taken.at = next;
    taken.lines += 1;
  }
}

/** Where the next line begins; less than 0 when this is no such line. As it has an end, nothing looks behind that. */
function markPlainLine(lines: LineStates, bytes: Uint8Array, from: number): number {
  // D, A, :
  if (bytes[from] !== 0x44 || bytes[from + 1] !== 0x41 || bytes[from + 2] !== 0x3a) return -1;
  let at = from + 3;
  let line = 0;
  for (let digit = digitAt(bytes, at); digit >= 0 && line <= highestLine; digit = digitAt(bytes, ++at)) line = line * 10 + digit;
  if (line === 0 || line > highestLine || bytes[at] !== comma) return -1;
  const start = ++at;
  let isHit = false;
  for (let digit = digitAt(bytes, at); digit >= 0; digit = digitAt(bytes, ++at)) isHit ||= digit > 0;
  if (at === start) return -1;
  if (bytes[at] === comma) at = endOfChecksum(bytes, at);
  if (bytes[at] === carriageReturn) at += 1;
  if (bytes[at] !== newline) return -1;
  markLine(lines, line, isHit);
  return at + 1;
}

/** A carriage return in it is for the slow way to look at. */
function endOfChecksum(bytes: Uint8Array, from: number): number {
  let at = from;
  while (bytes[at] !== newline && bytes[at] !== carriageReturn) at += 1;
  return at;
}

/** Less than 0 for what is no digit. */
function digitAt(bytes: Uint8Array, at: number): number {
  const digit = (bytes[at] ?? 0) - 0x30;
  return digit > 9 ? -1 : digit;
}

/** Takes what stands behind `KEY:`; an answer is what is wrong with it. */
type Handler = (rest: string, record: LcovRecord, doubts: Doubts) => string | undefined;

const ignored: Handler = () => undefined;

/** Every line of a record but `SF` and `end_of_record`, which make it one. */
export const handlers: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ['DA', markDa],
  ['BRDA', markBrda],
  ['FN', markFn],
  ['FNDA', markFnda],
  ['FNL', markFnl],
  ['FNA', markFna],
  ...['LF', 'LH', 'BRF', 'BRH', 'FNF', 'FNH'].map((key) => [key, declare(key)] as const),
  ...['VER', 'MCDC', 'MCF', 'MCH'].map((key) => [key, ignored] as const),
]);

function declare(key: string): Handler {
  return (rest, record) => {
    if (!/^\d{1,15}$/.test(rest)) return `${key} needs a number, not ${shown(rest)}`;
    record.declared.set(key, Number(rest));
    return undefined;
  };
}

function markDa(rest: string, record: LcovRecord, doubts: Doubts): string | undefined {
  const [line = '', hits = ''] = rest.split(',');
  const isHit = hitOf(hits, record, doubts);
  if (!/^\d+$/.test(line) || isHit === undefined) return `DA needs a line number and a count, not ${shown(rest)}`;
  if (Number(line) > highestLine) return `no source has a line ${shown(line)}`;
  if (Number(line) === 0) doubts.add(`${record.path} counts a line 0`);
  else markLine(record.lines, Number(line), isHit);
  return undefined;
}

/** Line, block and branch together name a branch; in version 2 the last may be an expression with commas in it. */
function markBrda(rest: string, record: LcovRecord, doubts: Doubts): string | undefined {
  const last = rest.lastIndexOf(',');
  const key = rest.slice(0, last);
  const taken = rest.slice(last + 1);
  const isHit = taken === '-' ? false : hitOf(taken, record, doubts);
  if (!/^\d+,[^,]+,/.test(key) || isHit === undefined) return `BRDA needs line, block, branch and count, not ${shown(rest)}`;
  mark(record.branches, key, isHit);
  return undefined;
}

/** `FN:3,name`, and since version 2 `FN:3,9,name`. */
function markFn(rest: string, record: LcovRecord): string | undefined {
  const name = /^\d+,(?:\d+,)?(.*)$/.exec(rest)?.[1];
  if (name === undefined) return `FN needs a line number and a name, not ${shown(rest)}`;
  mark(record.functions, keyOfName(record, 'FN', name), false);
  return undefined;
}

function markFnda(rest: string, record: LcovRecord, doubts: Doubts): string | undefined {
  const [, count = '', name] = /^([^,]*),(.*)$/.exec(rest) ?? [];
  const isHit = hitOf(count, record, doubts);
  if (name === undefined || isHit === undefined) return `FNDA needs a count and a name, not ${shown(rest)}`;
  mark(record.functions, keyOfName(record, 'FNDA', name), isHit);
  return undefined;
}

/** `FNL:0,3,9`: the function of index 0 stands in the lines 3 to 9. It is one function, however many names it has. */
function markFnl(rest: string, record: LcovRecord): string | undefined {
  const [, index, start] = /^(\d+),(\d+)(?:,\d+)?$/.exec(rest) ?? [];
  if (index === undefined || start === undefined) return `FNL needs an index and a line number, not ${shown(rest)}`;
  record.starts.set(index, start);
  mark(record.functions, `@${start}`, false);
  return undefined;
}

function markFna(rest: string, record: LcovRecord, doubts: Doubts): string | undefined {
  const [, index = '', count = ''] = /^(\d+),([^,]*),/.exec(rest) ?? [];
  const isHit = hitOf(count, record, doubts);
  const start = record.starts.get(index);
  if (start === undefined || isHit === undefined) return `FNA needs the index of an FNL, a count and a name, not ${shown(rest)}`;
  mark(record.functions, `@${start}`, isHit);
  record.aliases.total += 1;
  if (isHit) record.aliases.covered += 1;
  return undefined;
}

/** Counts of some tools are fractions, or so large that they are written with an exponent. */
function hitOf(count: string, record: LcovRecord, doubts: Doubts): boolean | undefined {
  if (!/^-?\d+(?:\.\d+)?(?:e\+?\d{1,3})?$/i.test(count) || !Number.isFinite(Number(count))) return undefined;
  if (count.startsWith('-')) doubts.add(`${record.path} has a negative count, taken as 0`);
  return Number(count) > 0;
}

function shown(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}...` : text);
}
