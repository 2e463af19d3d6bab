import { type LineStates, newLines } from './line-states.ts';
import type { Marks } from './marks.ts';

/** What one `SF` block says: counted from its details, and as it declares it in `LF`, `LH` and their kin. */
export interface LcovRecord {
  path: string;
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

/** One record is used again and again: most are as long as the one before, and a report may have a hundred thousand. */
export function nextRecord(path: string, before: LcovRecord | undefined): LcovRecord {
  if (before === undefined) return newRecord(path, new Uint8Array(1024));
  const { lines, aliases } = before;
  lines.bytes.fill(0, 0, lines.used);
  lines.used = 0;
  Object.assign(aliases, { covered: 0, total: 0 });
  for (const map of [before.functions, before.branches, before.names, before.starts, before.declared])
    if (map.size > 0) map.clear();
  before.path = path;
  return before;
}

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
