import { distinguish, makeId } from './ids.ts';
import type { Condition, ItemId, Level, Phase, Place } from './model.ts';
import type { Branch, Entry, Leaf, Outline } from './outline.ts';

/** What the sections and groups around an item say for it, the nearest last. */
export interface Inherited {
  readonly phase?: Phase;
  readonly level?: Level;
  readonly when?: Condition;
}

/** An item in its place, with its id. */
export interface Placed {
  readonly id: ItemId;
  readonly leaf: Leaf;
  readonly file: string;
  readonly path: readonly Place[];
  readonly inherited: Inherited;
  /** Another item has this id already. */
  readonly isTaken: boolean;
}

/**
 * All items of all outlines in their order. An id of its own is kept; a control gives its own; others are made
 * from titles, so that moving lines changes none.
 */
export function placeItems(outlines: readonly Outline[]): Placed[] {
  const ids = new Set<ItemId>();
  const names = new Map<ItemId, number>();
  return outlines
    .flatMap((outline) => leavesOf(outline))
    .map(({ leaf, around, file }) => {
      const { id: own, control, title } = leaf.said;
      const id = own ?? numbered(control ?? makeId([...around.map((branch) => branch.title), title]), names);
      const isTaken = ids.has(id);
      ids.add(id);
      return { id, leaf, file, path: pathOf(around), inherited: inheritedFrom(around), isTaken };
    });
}

interface Found {
  readonly leaf: Leaf;
  readonly around: readonly Branch[];
  readonly file: string;
}

function leavesOf({ file, entries }: Outline): Found[] {
  const below = (within: readonly Entry[], around: readonly Branch[]): Found[] =>
    within.flatMap((entry) =>
      entry.kind === 'item' ? [{ leaf: entry, around, file }] : below(entry.entries, [...around, entry]),
    );
  return below(entries, []);
}

function numbered(name: ItemId, names: Map<ItemId, number>): ItemId {
  const ordinal = (names.get(name) ?? 0) + 1;
  names.set(name, ordinal);
  return distinguish(name, ordinal);
}

function pathOf(around: readonly Branch[]): Place[] {
  return around.map(({ kind, title }, depth) => ({
    kind,
    id: makeId(around.slice(0, depth + 1).map((branch) => branch.title)),
    title,
  }));
}

/** A field that two of them name is the nearer one's: that can only make an item apply more often. */
function inheritedFrom(around: readonly Branch[]): Inherited {
  const whens = around.flatMap(({ when }) => (when === undefined ? [] : [when]));
  const phase = around.findLast((branch) => branch.phase !== undefined)?.phase;
  const level = around.findLast((branch) => branch.level !== undefined)?.level;
  return {
    ...(phase !== undefined && { phase }),
    ...(level !== undefined && { level }),
    ...(whens.length > 0 && { when: Object.assign({}, ...whens) }),
  };
}
