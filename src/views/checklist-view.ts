import { type Counts, countsOf } from '../checklist/counts.ts';
import type { Entry, Reading } from '../checklist/lint/reading.ts';
import { type Sayings, saidBy } from '../checklist/lint/said-by.ts';
import type { Item } from '../checklist/model.ts';
import type { Leaf } from '../checklist/outline.ts';
import { proofWords } from './item-words.ts';

/** One requirement as it was understood. */
export interface ItemView extends Omit<Item, 'at' | 'digest' | 'parameters'> {
  /** What proves it, in words. */
  readonly proved: string;
  /** What it was written as: a task box or another form. */
  readonly form: Leaf['form'];
  /** Its author gave the id, or its control did; else it is made of titles. */
  readonly hasOwnId: boolean;
  /** The one whose checklist it stands in. */
  readonly component?: string;
  /** Written beside it, shown and never run. */
  readonly commands: readonly string[];
  readonly source: { readonly file: string; readonly line: number };
  /** Who said each value; only where that was asked for. */
  readonly saidBy?: Sayings;
}

export interface ChecklistView {
  readonly format: 'gonogo/checklist-view/1';
  readonly title: string;
  readonly files: readonly string[];
  readonly counts: Counts;
  readonly items: readonly ItemView[];
}

/** A checklist as it was understood, for people who want to see whether it was understood. */
export function checklistView(
  { outlines, policy, entries, ...around }: Reading,
  { effective }: { effective: boolean },
): ChecklistView {
  return {
    format: 'gonogo/checklist-view/1',
    title: policy.checklist.title,
    files: [...new Set(outlines.map(({ file }) => file))],
    counts: sum(outlines.map(countsOf)),
    items: entries.map((entry) => ({ ...itemView(entry), ...(effective && { saidBy: saidBy(entry, around) }) })),
  };
}

export function itemView({ item, placed: { leaf, component } }: Entry): ItemView {
  const { at, digest: _, parameters: __, ...rest } = item;
  return {
    ...rest,
    proved: proofWords(item.proof),
    form: leaf.form,
    hasOwnId: leaf.said.id !== undefined || leaf.said.control !== undefined,
    ...(component !== undefined && { component }),
    commands: leaf.commands,
    source: at,
  };
}

function sum(counts: readonly Counts[]): Counts {
  const total = (field: keyof Counts) => counts.reduce((all, each) => all + each[field], 0);
  return { items: total('items'), groups: total('groups'), other: total('other') };
}
