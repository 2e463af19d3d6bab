import type { Count } from './coverage-count.ts';

/** The states of the lines of a file, four to a byte: a report names tens of thousands of files, and few of them twice. */
export interface PackedLines extends Count {
  readonly bytes: Uint8Array;
  /** One more than the highest number. */
  readonly used: number;
}

export function bytesFor(lines: number): number {
  return Math.ceil(lines / 4);
}

/** Into room that is empty. */
export function packLines(states: Uint8Array, bytes: Uint8Array = new Uint8Array(bytesFor(states.length))): PackedLines {
  let covered = 0;
  let total = 0;
  for (let at = 0, line = 0; line < states.length; at++, line += 4) {
    const a = states[line] ?? 0;
    const b = states[line + 1] ?? 0;
    const c = states[line + 2] ?? 0;
    const d = states[line + 3] ?? 0;
    bytes[at] = a | (b << 2) | (c << 4) | (d << 6);
    // 0, 1 and 2 make 0, 0 and 1 of the first, and 0, 1 and 1 of the second.
    covered += (a >> 1) + (b >> 1) + (c >> 1) + (d >> 1);
    total += ((a + 1) >> 1) + ((b + 1) >> 1) + ((c + 1) >> 1) + ((d + 1) >> 1);
  }
  return { bytes, used: states.length, covered, total };
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
