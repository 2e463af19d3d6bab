import type { Count } from './coverage-count.ts';
import { countLines, type LineStates } from './line-states.ts';

/**
 * The lines of all files that reports name, until another one names them too. They lie side by side in a few rooms, and a file is a
 * number: there may be a hundred thousand, and an object for each would cost more than what is in it.
 */
export interface PackedLines {
  readonly rooms: Uint8Array<ArrayBuffer>[];
  /** How much of the last room is taken. */
  taken: number;
  files: number;
  /** Two numbers for each file: where it begins, in rooms and bytes, and how many bytes it has. */
  places: Uint32Array<ArrayBuffer>;
}

const roomBytes = 1024 * 1024;

export function newPackedLines(): PackedLines {
  return { rooms: [], taken: 0, files: 0, places: new Uint32Array(64) };
}

/** Keeps the lines of another file, and says which number it has. */
export function packLines(packed: PackedLines, { bytes, used }: LineStates): number {
  const file = packed.files++;
  if (file * 2 === packed.places.length) packed.places = doubled(packed.places);
  roomFor(packed, file, used).set(bytes.subarray(0, used));
  return file;
}

/** Hit in one run is hit. */
export function mergeLines(packed: PackedLines, file: number, { bytes, used }: LineStates): void {
  const before = bytesOf(packed, file);
  const both = used > before.length ? roomFor(packed, file, used) : before;
  if (both !== before) {
    both.set(before);
    before.fill(0);
  }
  for (let at = 0; at < used; at++) both[at] = (both[at] ?? 0) | (bytes[at] ?? 0);
}

export function countOfPacked(packed: PackedLines, file: number): Count {
  return countLines(bytesOf(packed, file));
}

/** Of all files together: nothing else lies in the rooms. */
export function countOfAll({ rooms }: PackedLines): Count {
  const sum = { covered: 0, total: 0 };
  for (const room of rooms) {
    const { covered, total } = countLines(room);
    sum.covered += covered;
    sum.total += total;
  }
  return sum;
}

/** The states of the lines of a file, in as many bytes as it has. */
export function bytesOf({ rooms, places }: PackedLines, file: number): Uint8Array {
  const at = places[file * 2] ?? 0;
  const start = at % roomBytes;
  return rooms[Math.floor(at / roomBytes)]?.subarray(start, start + (places[file * 2 + 1] ?? 0)) ?? new Uint8Array(0);
}

function roomFor(packed: PackedLines, file: number, bytes: number): Uint8Array {
  const { rooms, places } = packed;
  const last = rooms.at(-1);
  if (last === undefined || packed.taken + bytes > last.length) {
    rooms.push(new Uint8Array(Math.max(bytes, roomBytes)));
    packed.taken = 0;
  }
  places[file * 2] = (rooms.length - 1) * roomBytes + packed.taken;
  places[file * 2 + 1] = bytes;
  packed.taken += bytes;
  return bytesOf(packed, file);
}

function doubled(numbers: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}
