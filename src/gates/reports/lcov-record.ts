import { type LineStates, newLines } from './line-states.ts';
import type { Marks } from './marks.ts';

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

/** The room for lines is used again for every record: most are as long as the one before. */
export function newRecord(path: string, room: Uint8Array<ArrayBuffer>): LcovRecord {
  return {
    path,
    lines: newLines(room),
    functions: new Map(),
    branches: new Map(),
    names: new Map(),
    starts: new Map(),
    aliases: { covered: 0, total: 0 },
    declared: new Map(),
  };
}

/** The key of a function by its name: the second `constructor` of a file is another one than the first. */
export function keyOfName(record: LcovRecord, kind: 'FN' | 'FNDA', name: string): string {
  const counter = `${kind}:${name}`;
  const nth = record.names.get(counter) ?? 0;
  record.names.set(counter, nth + 1);
  return `${name}#${nth}`;
}
