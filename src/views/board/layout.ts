import { type Item, type Phase, phases } from '../../checklist/model.ts';
import { digestText } from '../../ground/json.ts';
import type { PhaseVerdict } from '../../verdict/verdict.ts';

/** One line of a section: a heading of what stands in it, or an item. */
export type Entry = { readonly heading: string; readonly depth: number } | { readonly item: Item };

/** A section of the checklist as it stands on the board. */
export interface Shelf {
  readonly title: string;
  readonly entries: readonly Entry[];
  /** Of level `may`: folded away at its end. */
  readonly optional: readonly Item[];
  /** What is asked later has no boxes yet. */
  readonly phase?: Phase;
  /** Begun in an earlier comment. */
  readonly isContinued: boolean;
}

/**
 * Which items stand where. It depends on the checklist, and on which phases are asked, and never on what was answered, because a click
 * names a box by its position.
 */
export function layoutOf(items: readonly Item[], roles: readonly PhaseVerdict[]): Shelf[] {
  const later = new Set(roles.filter(({ role }) => role === 'later').map(({ phase }) => phase));
  const asked = items.filter(({ phase }) => !later.has(phase));
  const waiting = phases.filter((phase) => later.has(phase));
  return [...shelvesOf(asked, []), ...waiting.flatMap((phase) => laterShelf(phase, items))];
}

/** More than one wants to see at once: a longer section folds part by part, as its parts are done. */
const mostAtOnce = 24;

function shelvesOf(items: readonly Item[], titles: readonly string[]): Shelf[] {
  const depth = titles.length;
  const below = Map.groupBy(items, ({ path }) => path[depth]?.id);
  if (depth > 0 && (items.length <= mostAtOnce || (below.size === 1 && below.has(undefined)))) return [shelfOf(titles, items)];
  const own = below.get(undefined) ?? [];
  const inside = [...below].flatMap(([id, within]) => {
    const title = within[0]?.path[depth]?.title;
    return id === undefined || title === undefined ? [] : shelvesOf(within, [...titles, title]);
  });
  return own.length === 0 ? inside : [shelfOf(titles, own), ...inside];
}

/** Has a box that a person can tick. What else proves an item shows as a mark. */
export function hasBox({ proof }: Item): boolean {
  return proof.by === 'person' || (proof.by === 'sign-off' && proof.via === 'box');
}

/** What the boxes of a board stand for: another digest now means another board. */
export function askedDigest(shelves: readonly Shelf[]): string {
  const asked = shelves.filter(({ phase }) => phase === undefined).flatMap(itemsOf);
  return digestText(asked.map((item) => `${item.id} ${item.digest} ${hasBox(item)}`).join('\n')).slice(0, 40);
}

export function itemsOf({ entries, optional }: Shelf): Item[] {
  return [...entries.flatMap((entry) => ('item' in entry ? [entry.item] : [])), ...optional];
}

function shelfOf(titles: readonly string[], items: readonly Item[]): Shelf {
  const [optional, asked] = [items.filter(isOptional), items.filter((item) => !isOptional(item))];
  return { title: titles.join(' › '), entries: entriesOf(asked, titles.length), optional, isContinued: false };
}

const isOptional = ({ level }: Item) => level === 'may';

function entriesOf(items: readonly Item[], depth: number): Entry[] {
  const below = Map.groupBy(items, ({ path }) => path[depth]?.id);
  const own = (below.get(undefined) ?? []).map((item): Entry => ({ item }));
  const inside = [...below].flatMap(([id, within]): Entry[] => {
    const heading = within[0]?.path[depth]?.title;
    return id === undefined || heading === undefined ? [] : [{ heading, depth }, ...entriesOf(within, depth + 1)];
  });
  return [...own, ...inside];
}

const laterTitles: { readonly [phase in Phase]: string } = {
  merge: 'Before the merge',
  'sign-off': 'Sign-off',
  deploy: 'Before the deployment',
  verify: 'Right after the release',
  day: 'In the first 24 hours',
  week: 'In the first week',
  month: 'In the first month',
  rollback: 'If it is rolled back',
};

function laterShelf(phase: Phase, items: readonly Item[]): Shelf[] {
  const entries = items.filter((item) => item.phase === phase).map((item): Entry => ({ item }));
  return entries.length === 0 ? [] : [{ title: laterTitles[phase], entries, optional: [], phase, isContinued: false }];
}

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
