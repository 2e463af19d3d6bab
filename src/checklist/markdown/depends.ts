import type { Problem } from '../../ground/problem.ts';
import type { ItemId } from '../model.ts';
import type { Entry, Leaf, Outline } from '../outline.ts';
import { placeItems } from '../place.ts';

/**
 * Titles in `(depends: Title)` become ids. An item that others wait for keeps its id as its own, so that a second checklist with the
 * same titles is a problem and never a wait for the wrong item.
 */
export function resolveDepends(outline: Outline, depends: ReadonlyMap<Leaf, readonly string[]>): Outline {
  if (depends.size === 0) return outline;
  const placed = placeItems([outline]);
  const byTitle = Map.groupBy(placed, ({ leaf }) => fold(leaf.said.title));
  const notes: Problem[] = [];
  const after = new Map<Leaf, ItemId[]>();
  const named = new Map<Leaf, ItemId>();
  for (const [leaf, titles] of depends) {
    for (const title of titles) {
      const found = (byTitle.get(fold(title)) ?? []).filter((each) => each.leaf !== leaf);
      const [only] = found;
      if (only === undefined || found.length > 1) {
        notes.push(unresolved(title, found.length, { file: outline.file, line: leaf.at.line }));
        continue;
      }
      after.set(leaf, [...(after.get(leaf) ?? []), only.id]);
      named.set(only.leaf, only.id);
    }
  }
  const resolve = (leaf: Leaf): Leaf => {
    const ids = [...(leaf.said.after ?? []), ...(after.get(leaf) ?? [])];
    const id = leaf.said.id ?? named.get(leaf);
    return { ...leaf, said: { ...leaf.said, ...(id !== undefined && { id }), ...(ids.length > 0 && { after: ids }) } };
  };
  return { ...outline, entries: mapLeaves(outline.entries, resolve), notes: [...(outline.notes ?? []), ...notes] };
}

function mapLeaves(entries: readonly Entry[], change: (leaf: Leaf) => Leaf): Entry[] {
  return entries.map((entry) =>
    entry.kind === 'item' ? change(entry) : { ...entry, entries: mapLeaves(entry.entries, change) },
  );
}

function fold(title: string): string {
  return (title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
}

function unresolved(title: string, count: number, at: { file: string; line: number }): Problem {
  const what = count === 0 ? 'no other item has that title' : `${count} items have that title`;
  const message = `this depends on "${title}", but ${what}; it waits for none`;
  return { code: 'markdown.depends', message, remedy: 'Write the whole title of one item, or use `after` with its id.', ...at };
}
