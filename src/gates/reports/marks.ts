import type { Count } from './coverage-count.ts';

/** Hit or not, by a key that is the same in every run of the same code. */
export type Marks = Map<string, boolean>;

/** Marks that wait for the next report to name the same file: a tenth of the memory, and few are ever looked at again. */
export interface PackedMarks extends Count {
  /** Each key on a line of its own, behind `+` or `-`. */
  readonly text: string;
}

/** Hit once is hit, whichever run it was. */
export function mark(marks: Marks, key: string, isHit: boolean): void {
  marks.set(key, isHit || marks.get(key) === true);
}

export function countOf(marks: Marks): Count {
  let covered = 0;
  for (const isHit of marks.values()) if (isHit) covered += 1;
  return { covered, total: marks.size };
}

const noMarks: PackedMarks = { covered: 0, total: 0, text: '' };

export function pack(marks: Marks): PackedMarks {
  if (marks.size === 0) return noMarks;
  return { ...countOf(marks), text: Array.from(marks, ([key, isHit]) => `${isHit ? '+' : '-'}${key}`).join('\n') };
}

export function merge(packed: PackedMarks, more: Marks): PackedMarks {
  if (more.size === 0) return packed;
  if (packed.total === 0) return pack(more);
  const marks: Marks = new Map(packed.text.split('\n').map((line) => [line.slice(1), line.startsWith('+')]));
  for (const [key, isHit] of more) mark(marks, key, isHit);
  return pack(marks);
}
