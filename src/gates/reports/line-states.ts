import type { Count } from './coverage-count.ts';

/**
 * What is known of each line of a file, by its number: two bits for each, one that it counts and was missed, one that it was hit. So
 * what two runs say is put together bit by bit, and hit in one of them is hit.
 */
export interface LineStates {
  bytes: Uint8Array<ArrayBuffer>;
  /** So many of the bytes, as far as the highest number. */
  used: number;
}

export const highestLine = 10_000_000;
const missed = 1;
const hit = 2;

/** The room may be used again and again, as long as it is emptied. */
export function newLines(room: Uint8Array<ArrayBuffer> = new Uint8Array(64)): LineStates {
  return { bytes: room, used: 0 };
}

export function markLine(lines: LineStates, line: number, isHit: boolean): void {
  const at = line >> 2;
  if (at >= lines.used) reach(lines, at + 1);
  lines.bytes[at] = (lines.bytes[at] ?? 0) | ((isHit ? hit : missed) << ((line & 3) * 2));
}

function reach(lines: LineStates, used: number): void {
  if (used > lines.bytes.length) {
    const larger = new Uint8Array(Math.max(used, lines.bytes.length * 2));
    larger.set(lines.bytes.subarray(0, lines.used));
    lines.bytes = larger;
  }
  lines.used = used;
}

export type LineState = 'missed' | 'hit' | undefined;

/** How it stands with a line; nothing where it does not count. */
export function stateIn(bytes: Uint8Array, line: number): LineState {
  const bits = (bytes[line >> 2] ?? 0) >> ((line & 3) * 2);
  if ((bits & hit) !== 0) return 'hit';
  return (bits & missed) === 0 ? undefined : 'missed';
}

/** How many of the four lines of each possible byte are hit, and how many count. */
const [hitIn, countedIn] = [tableOf((state) => state === 'hit'), tableOf((state) => state !== undefined)];

function tableOf(isOne: (state: LineState) => boolean): Uint8Array {
  const linesIn = (byte: number) => [0, 1, 2, 3].map((line) => stateIn(Uint8Array.of(byte), line));
  return Uint8Array.from({ length: 256 }, (_, byte) => linesIn(byte).filter(isOne).length);
}

export function countLines(bytes: Uint8Array, used = bytes.length): Count {
  let covered = 0;
  let total = 0;
  for (let at = 0; at < used; at++) {
    const byte = bytes[at] ?? 0;
    covered += hitIn[byte] ?? 0;
    total += countedIn[byte] ?? 0;
  }
  return { covered, total };
}

export function countOfLines({ bytes, used }: LineStates): Count {
  return countLines(bytes, used);
}

export function isLine(line: number | undefined): line is number {
  return line !== undefined && Number.isSafeInteger(line) && line > 0 && line <= highestLine;
}
