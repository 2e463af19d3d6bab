import { readMarkdown } from '../../../src/checklist/markdown/read.ts';
import type { Branch, Entry, Leaf, Outline } from '../../../src/checklist/outline.ts';

export function outlineOf(text: string): Outline {
  return readMarkdown({ file: 'list.md', text });
}

/** All items of an outline or a list of entries, in their order. */
export function leavesIn(entries: readonly Entry[]): Leaf[] {
  return entries.flatMap((entry) => (entry.kind === 'item' ? [entry] : leavesIn(entry.entries)));
}

export function branchesIn(entries: readonly Entry[]): Branch[] {
  return entries.flatMap((entry) => (entry.kind === 'item' ? [] : [entry, ...branchesIn(entry.entries)]));
}

export function titles(text: string): string[] {
  return leavesIn(outlineOf(text).entries).map(({ said }) => said.title);
}

/** The first item of a document. */
export function only(text: string): Leaf {
  const [leaf] = leavesIn(outlineOf(text).entries);
  if (leaf === undefined) throw new Error('there is no item');
  return leaf;
}

export function notesOf(text: string): string[] {
  return (outlineOf(text).notes ?? []).map(({ code, line }) => `${code}:${line}`);
}
