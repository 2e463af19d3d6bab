import type { Entry, Outline } from './outline.ts';

export interface Counts {
  /** Items that are boxes, or list entries that the checklist asked to be read as such. */
  readonly items: number;
  /** Boxes that only sum up those within; with the items, all boxes there are. */
  readonly groups: number;
  /** Items of other forms, criteria and commands. */
  readonly other: number;
}

/** What a checklist has, counted as its author would count it. */
export function countsOf({ entries, commands = [] }: Outline): Counts {
  return add({ items: 0, groups: 0, other: commands.length }, entries.map(countsOfEntry));
}

function countsOfEntry(entry: Entry): Counts {
  if (entry.kind === 'item') {
    const isBox = entry.form === 'box' || entry.form === 'line';
    const besides = (entry.said.criteria?.length ?? 0) + entry.commands.length;
    return { items: isBox ? 1 : 0, groups: 0, other: besides + (isBox ? 0 : 1) };
  }
  const own = { items: 0, groups: entry.isBox ? 1 : 0, other: entry.commands?.length ?? 0 };
  return add(own, entry.entries.map(countsOfEntry));
}

function add(first: Counts, others: readonly Counts[]): Counts {
  return others.reduce(
    (sum, { items, groups, other }) => ({
      items: sum.items + items,
      groups: sum.groups + groups,
      other: sum.other + other,
    }),
    first,
  );
}
