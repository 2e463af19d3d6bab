import type { ItemVerdict, Verdict } from '../../verdict/verdict.ts';
import { pathOf, shortfalls } from '../detail.ts';
import { fixHeading } from '../headline.ts';
import { decisionSigns, decisionTones, markOf } from '../marks.ts';
import { alike, fixFirst, type Todo } from '../order.ts';
import { count } from '../plural.ts';
import { asksOf, type Piece, whoText, withoutWrite } from '../who.ts';
import { html, type Markup } from './markup.ts';
import { foreignText, linkTo, type PageContext, signOf, valueList } from './pieces.ts';

/** What to fix first, a card for each group of things that are alike. */
export function todos(verdict: Verdict, context: PageContext): Markup | undefined {
  const groups = alike(fixFirst(verdict));
  if (groups.length === 0) return undefined;
  const cards = groups.map((group) => card(group, context));
  return html`<section id="fix" aria-labelledby="fix-h"><h2 id="fix-h">${fixHeading(verdict)}</h2>\n<ol>${cards}</ol></section>\n`;
}

/** How many of a group stand there unfolded. */
const named = 5;

function card(group: readonly Todo[], context: PageContext): Markup | undefined {
  const [first] = group;
  if (first === undefined) return undefined;
  const { item, because, next, urgency } = first;
  const lines = group.map((todo) => titleLine(todo, context));
  const rest = lines.slice(named);
  const folded = html`<details class="fold"><summary>and ${rest.length} more like these</summary><ul>${rest}</ul></details>`;
  return html`<li class="card ${decisionTones[urgency]}"><ul>${lines.slice(0, named)}</ul>${rest.length > 0 ? folded : undefined}
<p class="why">${foreignText(because)}</p>${item === undefined ? undefined : [valueList(shortfalls(item, 0).values), findingsOf(item)]}${next === undefined ? undefined : html`<p class="next">${foreignText(next)}</p>`}</li>\n`;
}

function titleLine(todo: Todo, context: PageContext): Markup {
  const { item, title, urgency } = todo;
  if (item === undefined) return html`<li>${signOf(decisionSigns[urgency])} <span class="title">${title}</span></li>`;
  const handle = context.handles.get(item.id);
  const place = [pathOf(item), ...(handle === undefined ? [] : [handle])].filter((part) => part !== '').join(' · ');
  const mark = markOf(item);
  return html`<li>${signOf(mark)} <span class="title">${linkTo(item, context)}</span> <span class="place">${mark.word} · ${foreignText(place)}</span></li>`;
}

/** How many findings are listed; the tool's own report has more. */
const listed = 200;

/** What a gate found, folded. */
export function findingsOf(item: ItemVerdict): Markup | undefined {
  const { found, more } = shortfalls(item, listed);
  if (found.length === 0) return undefined;
  const rest = more === 0 ? undefined : html`<li>and ${count(more, 'more finding')}</li>`;
  return html`<details class="fold"><summary>${count(found.length + more, 'finding')}</summary><ul>${found.map((text) => html`<li>${foreignText(text)}</li>`)}${rest}</ul></details>`;
}

/** Who can act and how. */
export function asks(verdict: Verdict, context: PageContext): Markup | undefined {
  const all = asksOf(verdict, context.handles);
  if (all.length === 0) return undefined;
  const lines = all.map((ask) => {
    const { lead, rest } = whoText(ask);
    const how = ask.how.length === 0 ? undefined : [': ', ...ask.how.map((piece) => pieceOf(piece, context.board))];
    return html`<li><strong>${lead}</strong> ${foreignText(rest)}${how}</li>\n`;
  });
  const clicks = all.some(({ how }) => how.some(({ kind }) => kind === 'board'));
  return html`<section aria-labelledby="who-h"><h2 id="who-h">Who can act</h2>\n<div class="card"><ul>${lines}</ul>${clicks ? html`<p class="why">${withoutWrite}</p>` : undefined}</div></section>\n`;
}

function pieceOf({ kind, text }: Piece, board: string | undefined): Markup {
  if (kind === 'command') return html`<code>${text}</code>`;
  return kind === 'board' && board !== undefined ? html`<a href="${board}">${text}</a>` : html`${text}`;
}
