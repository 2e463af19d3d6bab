import type { Item } from '../../checklist/model.ts';
import type { Policy } from '../../checklist/policy.ts';
import { isSatisfied } from '../../verdict/outcome.ts';
import type { ItemVerdict, Verdict } from '../../verdict/verdict.ts';
import { count } from '../plural.ts';
import type { Remarks } from '../policy-change.ts';
import { type Arrangement, arrange, headingText, most, titleText } from './arrangement.ts';
import { continuationOf, headerOf, type Links } from './header.ts';
import { itemsOf, type Shelf } from './layout.ts';
import { itemText } from './lines.ts';
import { markerLine } from './marker.ts';
import { type Detail, details } from './state.ts';

export interface BoardInput {
  readonly verdict: Verdict;
  readonly policy: Pick<Policy, 'checklist' | 'people'>;
  /** Grows with each writing. */
  readonly revision: number;
  readonly links?: Links;
  readonly warnings?: readonly string[];
  readonly remarks?: Remarks;
}

export interface Board {
  /** One for each comment, all made at once. */
  readonly bodies: readonly string[];
  /** Another one means that the board is to be posted anew, and that flips on this one are void. */
  readonly policy: string;
}

/**
 * The checklist as comments with boxes. Number and order of boxes, and where one comment ends, follow from the checklist alone; only
 * what stands beside them follows from the verdict.
 */
export function boardOf({ verdict, policy, revision, links, warnings, remarks }: BoardInput): Board {
  const { title } = policy.checklist;
  const { parts, lines, naming, asked, digest } = arrange(policy, verdict.phases);
  const states = new Map(verdict.items.map((item) => [item.id, item]));
  const bodies = parts.map((part, index) => {
    const marker = { head: verdict.head, policy: digest, revision, part: index + 1, parts: parts.length };
    const head =
      index === 0
        ? headerOf({
            verdict,
            title,
            items: asked,
            naming,
            ...(links && { links }),
            ...(warnings && { warnings }),
            ...(remarks && { remarks }),
          })
        : continuationOf(title, index + 1, parts.length);
    return bodyOf(`${markerLine(marker)}\n${head}\n`, part, { lines, states });
  });
  return { bodies, policy: digest };
}

interface Known {
  readonly lines: Arrangement['lines'];
  readonly states: ReadonlyMap<string, ItemVerdict>;
}

/** With as much detail as there is room for. */
function bodyOf(head: string, shelves: readonly Shelf[], known: Known): string {
  const bodies = details.values().map((detail) => head + shelves.map((shelf) => shelfText(shelf, detail, known)).join(''));
  let body = '';
  for (body of bodies) if (body.length <= most) break;
  return body;
}

function shelfText(shelf: Shelf, detail: Detail, { lines, states }: Known): string {
  const textOf = (item: Item) => {
    const line = lines.get(item.id);
    return line === undefined ? '' : itemText(line, shelf.phase === undefined ? states.get(item.id) : undefined, detail);
  };
  const entries = shelf.entries.map((entry) => ('item' in entry ? textOf(entry.item) : headingText(entry.heading, entry.depth)));
  const optional = shelf.optional.map(textOf).join('');
  const folded = optional === '' ? '' : fold(count(shelf.optional.length, 'optional item'), `\n${optional}`);
  const inside = `\n${entries.join('').replace(/^\n/, '')}${folded === '' ? '' : `\n${folded}`}`;
  if (shelf.title === '') return inside;
  const { icon, isOpen } = standOf(shelf, states);
  const more = shelf.isContinued ? ', continued' : '';
  const title = `${icon} <b>${titleText(shelf.title)}</b>${more} · ${count(itemsOf(shelf).length, 'item')}`;
  return `\n${fold(title, inside, isOpen)}`;
}

/** The empty lines let Markdown begin inside of the tags, and end before them. */
function fold(summary: string, inside: string, isOpen = false): string {
  return `<details${isOpen ? ' open' : ''}><summary>${summary}</summary>\n${inside}\n</details>\n`;
}

/** A section is open while something in it is to be done; what only comes later is folded. */
function standOf(shelf: Shelf, states: Known['states']): { icon: string; isOpen: boolean } {
  if (shelf.phase !== undefined) return { icon: '🗓️', isOpen: false };
  const required = itemsOf(shelf)
    .map(({ id }) => states.get(id))
    .filter((item) => item?.required === true && item.tolerated === undefined);
  const found = required.map((item) => item?.state ?? 'cannot-tell').filter((state) => !isSatisfied(state));
  if (found.includes('failed')) return { icon: '❌', isOpen: true };
  if (found.includes('cannot-tell')) return { icon: '❓', isOpen: true };
  if (found.length > 0) return { icon: '⬜', isOpen: true };
  return required.length === 0 ? { icon: '▫️', isOpen: false } : { icon: '✅', isOpen: false };
}
