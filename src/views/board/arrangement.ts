import type { Item, ItemId } from '../../checklist/model.ts';
import type { Policy } from '../../checklist/policy.ts';
import { digestText } from '../../ground/json.ts';
import type { PhaseVerdict } from '../../verdict/verdict.ts';
import { fitted } from '../markdown/words.ts';
import { handlesOf } from './handles.ts';
import { type Entry, hasBox, itemsOf, layoutOf, type Shelf } from './layout.ts';
import { type Line, leastSize, lineOf, type Naming } from './lines.ts';
import { partsOf } from './parts.ts';

/** Which line stands in which comment. */
export interface Arrangement {
  /** One for each comment. */
  readonly parts: readonly (readonly Shelf[])[];
  readonly lines: ReadonlyMap<ItemId, Line>;
  readonly naming: Naming;
  /** All that are asked now, in the order of the board. */
  readonly asked: readonly Item[];
  /** What the boxes stand for, and in which comment: another digest now means another board. */
  readonly digest: string;
}

/** GitHub takes a little more. What does not depend on states leaves a fifth of it to what does. */
export const most = 60_000;
const reserve = 0.2;
const headerRoom = 9_000;
const aroundPart = 300;
const aroundShelf = 400;

/** It follows from the checklist, from who is named in its lines, and from which phases are asked; never from what was answered. */
export function arrange(
  { checklist, people }: Pick<Policy, 'checklist' | 'people'>,
  phases: readonly PhaseVerdict[],
): Arrangement {
  const naming = { handles: handlesOf(checklist.items), people };
  const lines = new Map(checklist.items.map((item) => [item.id, lineOf(item, naming)]));
  const shelves = layoutOf(checklist.items, phases);
  const others = most * (1 - reserve) - aroundPart;
  const parts = partsOf(shelves, { first: others - headerRoom, others, sizeOf: (piece) => sizeOf(piece, lines) });
  return { parts, lines, naming, asked: askedOf(shelves), digest: digestOf(parts) };
}

/** A border that moved takes boxes to another comment, even where the items are the same. */
function digestOf(parts: readonly (readonly Shelf[])[]): string {
  const asked = parts.map((part) =>
    askedOf(part)
      .filter(isLasting)
      .map((item) => `${item.id} ${item.digest} ${hasBox(item)}`),
  );
  return digestText(asked.map((items) => items.join('\n')).join('\n\n')).slice(0, 40);
}

/** What is signed for some files comes and goes with them. It stands last and has no box, so that the others stay what they are. */
function isLasting({ proof }: Item): boolean {
  return proof.by !== 'sign-off' || proof.files === undefined;
}

function askedOf(shelves: readonly Shelf[]): Item[] {
  return shelves.filter(({ phase }) => phase === undefined).flatMap(itemsOf);
}

function sizeOf(piece: Entry | Shelf, lines: ReadonlyMap<string, Line>): number {
  if ('entries' in piece) return titleText(piece.title).length + aroundShelf;
  if ('heading' in piece) return headingText(piece.heading, piece.depth).length;
  const line = lines.get(piece.item.id);
  return line === undefined ? 0 : leastSize(line);
}

const longestTitle = 600;

export function titleText(title: string): string {
  return fitted(title, longestTitle);
}

export function headingText(title: string, depth: number): string {
  return `\n${'#'.repeat(Math.min(6, depth + 3))} ${titleText(title)}\n\n`;
}
