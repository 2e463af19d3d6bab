import type { Marks } from './marks.ts';

/** Whether each line is not counted (0), missed (1) or hit (2), by its number. */
export interface LineStates {
  states: Uint8Array<ArrayBuffer>;
  /** One more than the highest number so far. */
  used: number;
  covered: number;
  total: number;
}

/** What one `SF` block says: counted from its details, and as it declares it in `LF`, `LH` and their kin. */
export interface LcovRecord {
  readonly path: string;
  readonly lines: LineStates;
  readonly functions: Marks;
  readonly branches: Marks;
  /** How often a name came so far: two functions of a file may share one. */
  readonly names: Map<string, number>;
  /** Since version 2 of the format: where the function of an index starts, and its names apart, for those who count names. */
  readonly starts: Map<string, string>;
  readonly aliases: { covered: number; total: number };
  readonly declared: Map<string, number>;
}

export const highestLine = 10_000_000;

/** The room for lines is used again for every record: most are as long as the one before. */
export function newRecord(path: string, room: Uint8Array<ArrayBuffer>): LcovRecord {
  return {
    path,
    lines: { states: room, used: 0, covered: 0, total: 0 },
    functions: new Map(),
    branches: new Map(),
    names: new Map(),
    starts: new Map(),
    aliases: { covered: 0, total: 0 },
    declared: new Map(),
  };
}

export function markLine(lines: LineStates, line: number, isHit: boolean): void {
  if (line >= lines.states.length) lines.states = withRoomFor(lines, line);
  if (line >= lines.used) lines.used = line + 1;
  const before = lines.states[line];
  if (before === 0) lines.total += 1;
  if (isHit && before !== 2) lines.covered += 1;
  if (isHit) lines.states[line] = 2;
  else if (before === 0) lines.states[line] = 1;
}

function withRoomFor(lines: LineStates, line: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.max(line + 1, lines.states.length * 2));
  larger.set(lines.states.subarray(0, lines.used));
  return larger;
}

/** The key of a function by its name: the second `constructor` of a file is another one than the first. */
export function keyOfName(record: LcovRecord, kind: 'FN' | 'FNDA', name: string): string {
  const counter = `${kind}:${name}`;
  const nth = record.names.get(counter) ?? 0;
  record.names.set(counter, nth + 1);
  return `${name}#${nth}`;
}
