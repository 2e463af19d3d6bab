import { sectionOf } from './component.ts';
import { distinguish, idIn, makeId } from './ids.ts';
import type { Condition, ItemId, Level, Phase, Place } from './model.ts';
import type { Branch, Components, Entry, Leaf, Outline } from './outline.ts';

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
  readonly outline: Outline;
  readonly path: readonly Place[];
  readonly inherited: Inherited;
  /** The one whose checklist it stands in. */
  readonly component?: string;
  /** Another item has this id already. */
  readonly isTaken: boolean;
}

/**
 * All items of all outlines in their order, those of components last. An id of its own is kept; a control gives its own; others are made
 * from titles, so that moving lines changes none.
 */
export function placeItems(outlines: readonly Outline[], components: Components = {}): Placed[] {
  const ids = new Set<ItemId>();
  const inComponents = Object.entries(components).flatMap(([name, own]) => inComponent(name, named(own)));
  return [...named(outlines), ...inComponents].map(({ around, ...found }) => {
    const isTaken = ids.has(found.id);
    ids.add(found.id);
    return { ...found, path: pathOf(around), inherited: inheritedFrom(around), isTaken };
  });
}

/** What items say of one another means those of the same checklists first, then those of all. */
function inComponent(component: string, items: readonly Found[]): (Found & Pick<Placed, 'component'>)[] {
  const ids = new Map(items.map(({ id }) => [id, idIn(component, id)]));
  const meant = (id: ItemId) => ids.get(id) ?? id;
  return items.map(({ id, leaf, around, ...found }) => {
    const { after, rollUp } = leaf.said;
    const said = {
      ...leaf.said,
      ...(after && { after: after.map(meant) }),
      ...(rollUp && { rollUp: rollUp === 'all-above' ? rollUp : rollUp.map(meant) }),
    };
    return { id: meant(id), leaf: { ...leaf, said }, around: [sectionOf(component), ...around], ...found, component };
  });
}

interface Found {
  readonly id: ItemId;
  readonly leaf: Leaf;
  readonly around: readonly Branch[];
  readonly outline: Outline;
}

function named(outlines: readonly Outline[]): Found[] {
  const names = new Map<ItemId, number>();
  return outlines
    .flatMap((outline) => leavesOf(outline))
    .map((found) => {
      const { id, control, title } = found.leaf.said;
      const made = () => control ?? makeId([...found.around.map((branch) => branch.title), title]);
      return { ...found, id: id ?? numbered(made(), names) };
    });
}

function leavesOf(outline: Outline): Omit<Found, 'id'>[] {
  const below = (within: readonly Entry[], around: readonly Branch[]): Omit<Found, 'id'>[] =>
    within.flatMap((entry) =>
      entry.kind === 'item' ? [{ leaf: entry, around, outline }] : below(entry.entries, [...around, entry]),
    );
  return below(outline.entries, []);
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
