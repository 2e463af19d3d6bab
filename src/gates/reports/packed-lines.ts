import type { Count } from './coverage-count.ts';

/** The states of the lines of a file, four to a byte: a report names tens of thousands of files, and few of them twice. */
export interface PackedLines {
  readonly bytes: Uint8Array;
  /** One more than the highest number. */
  readonly used: number;
}

export function bytesFor(lines: number): number {
  return Math.ceil(lines / 4);
}

/** Into room that is empty. */
export function packLines(states: Uint8Array, bytes: Uint8Array = new Uint8Array(bytesFor(states.length))): PackedLines {
  for (let line = 0; line < states.length; line++) {
    const at = line >> 2;
    bytes[at] = (bytes[at] ?? 0) | ((states[line] ?? 0) << ((line & 3) * 2));
  }
  return { bytes, used: states.length };
}

/** 0 also behind the last. */
export function stateAt({ bytes, used }: PackedLines, line: number): number {
  return line < used ? ((bytes[line >> 2] ?? 0) >> ((line & 3) * 2)) & 3 : 0;
}

/** Hit in one run is hit. */
export function mergeLines(packed: PackedLines, states: Uint8Array): PackedLines {
  const merged = new Uint8Array(Math.max(packed.used, states.length));
  for (let line = 0; line < merged.length; line++) merged[line] = Math.max(stateAt(packed, line), states[line] ?? 0);
  return packLines(merged);
}

export function countOfLines(packed: PackedLines): Count {
  let covered = 0;
  let total = 0;
  for (let line = 0; line < packed.used; line++) {
    const state = stateAt(packed, line);
    if (state > 0) total += 1;
    if (state === 2) covered += 1;
  }
  return { covered, total };
}
