import { randomBytes } from 'node:crypto';
import MarkdownIt, { type Token } from 'markdown-it';
import type { Repo } from '../state/model.ts';
import type { World } from '../state/world.ts';
import { markAlerts, withAlerts } from './alerts.ts';
import { escape, type Markup, show, trusted } from './html.ts';
import { newToken, withReferences } from './references.ts';
import { sanitize } from './sanitize.ts';

/** A box as it stands on the page: the first has position 0. */
export interface ShownBox {
  readonly position: number;
  readonly checked: boolean;
  /** The words behind it. */
  readonly label: string;
}

export interface Rendering {
  readonly world: World;
  readonly repo: Repo;
  /** How a box is shown; without it as one that nobody can tick. */
  readonly box?: (box: ShownBox) => Markup;
}

export interface Rendered {
  readonly body: Markup;
  readonly boxes: number;
}

/** Holds the places of boxes while foreign markup is cleaned; nobody else knows how to write one. */
const secret = randomBytes(16).toString('hex');
const placed = new RegExp(`${secret}-(\\d+)-`, 'g');
const task = /^\[(?<mark>[ xX])\][ \n]+(?=\S)/;

const parser = new MarkdownIt({ html: true, linkify: true, breaks: true });
parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
parser.renderer.rules['box'] = (tokens, at) => `${secret}-${tokens[at]?.content ?? ''}-`;

/** As GitHub renders what people write: line breaks count, tasks have boxes, people and numbers are links, HTML is cleaned. */
export function markdown(text: string, { world, repo, box = closedBox }: Rendering): Rendered {
  const tokens = markAlerts(parser.parse(text, {}), secret);
  const boxes = placeBoxes(tokens);
  for (const token of tokens) if (token.children) token.children = withReferences(token.children, { world, repo });
  const cleaned = sanitize(parser.renderer.render(tokens, parser.options, {}));
  const body = withAlerts(cleaned, secret).replaceAll(placed, (_, position: string) => {
    const shown = boxes[Number(position)];
    return shown === undefined ? '' : show(box(shown));
  });
  return { body: trusted(body), boxes: boxes.length };
}

function closedBox({ checked, label }: ShownBox): Markup {
  const state = checked ? 'true' : 'false';
  return trusted(
    `<span class="box" role="checkbox" aria-checked="${state}" aria-disabled="true" aria-label="${escape(label)}"></span>`,
  );
}

function placeBoxes(tokens: readonly Token[]): ShownBox[] {
  const boxes: ShownBox[] = [];
  for (const [at, token] of tokens.entries()) {
    const inItem = tokens[at - 1]?.type === 'paragraph_open' && tokens[at - 2]?.type === 'list_item_open';
    const [first] = token.children ?? [];
    const found = token.type === 'inline' && inItem && first?.type === 'text' ? task.exec(token.content) : null;
    if (!found || !first) continue;
    first.content = first.content.slice(3).trimStart();
    const place = newToken('box', String(boxes.length));
    boxes.push({ position: boxes.length, checked: found.groups?.['mark'] !== ' ', label: wordsOf(token) });
    token.children?.unshift(place);
  }
  return boxes;
}

/** What a screen reader says of a box: its first line without marks. */
function wordsOf({ children }: Token): string {
  const all = children ?? [];
  const end = all.findIndex(({ type }) => type === 'softbreak' || type === 'hardbreak');
  const words = (end === -1 ? all : all.slice(0, end)).filter(({ type }) => type === 'text' || type === 'code_inline');
  return words
    .map(({ content }) => content)
    .join('')
    .trim()
    .slice(0, 200);
}
