import type { Item } from '../../checklist/model.ts';
import type { Entry, Shelf } from './layout.ts';

export interface Room {
  readonly first: number;
  readonly others: number;
  /** What a heading, an item, and what stands around a section take at the least. */
  readonly sizeOf: (piece: Entry | Shelf) => number;
}

/** In as many comments as it takes: broken between sections where that is possible, else between two lines of one. */
export function partsOf(shelves: readonly Shelf[], room: Room): Shelf[][] {
  const parts: Shelf[][] = [[]];
  let left = room.first;
  const turn = () => {
    if (parts.at(-1)?.length === 0) return;
    parts.push([]);
    left = room.others;
  };
  for (const shelf of shelves) {
    if (wholeSize(shelf, room) > left) turn();
    for (const piece of piecesOf(shelf, { left, others: room.others }, room)) {
      const size = wholeSize(piece, room);
      if (size > left) turn();
      parts.at(-1)?.push(piece);
      left -= size;
    }
  }
  return parts;
}

function wholeSize(shelf: Shelf, { sizeOf }: Room): number {
  const lines: readonly Entry[] = [...shelf.entries, ...shelf.optional.map((item) => ({ item }))];
  return lines.reduce((sum, line) => sum + sizeOf(line), sizeOf(shelf));
}

/** A section that is longer than a comment, in pieces that are not. */
function piecesOf(shelf: Shelf, { left, others }: { left: number; others: number }, room: Room): Shelf[] {
  const pieces: Shelf[] = [];
  let piece: { entries: Entry[]; optional: Item[] } = { entries: [], optional: [] };
  let size = room.sizeOf(shelf);
  const close = () => {
    pieces.push({ ...shelf, ...piece, isContinued: shelf.isContinued || pieces.length > 0 });
    piece = { entries: [], optional: [] };
    size = room.sizeOf(shelf);
  };
  const add = (line: Entry, put: () => void) => {
    const space = pieces.length === 0 ? left : others;
    const holdsAny = piece.entries.length + piece.optional.length > 0;
    if (holdsAny && size + room.sizeOf(line) > space) close();
    size += room.sizeOf(line);
    put();
  };
  for (const entry of shelf.entries) add(entry, () => piece.entries.push(entry));
  for (const item of shelf.optional) add({ item }, () => piece.optional.push(item));
  close();
  return pieces;
}
