import { type Item, type Phase, phases } from '../../checklist/model.ts';
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
