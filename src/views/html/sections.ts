import { isSatisfied } from '../../verdict/outcome.ts';
import type { ItemVerdict } from '../../verdict/verdict.ts';
import { afterState, optionalText, supportText, voicesText, worstFirst } from '../detail.ts';
import { markOf } from '../marks.ts';
import type { Branch } from '../order.ts';
import { spoken } from '../when.ts';
import { html, type Markup, type Shown } from './markup.ts';
import { foreignText, type PageContext, signOf, valueList } from './pieces.ts';
import { findingsOf } from './todos.ts';

/** Every section with its items; one in which all is done is folded. */
export function sections(root: Branch, context: PageContext): Markup | undefined {
  const loose = root.items.length + root.optional.total > 0 ? [{ ...root, branches: [] }] : [];
  const branches = [...loose, ...root.branches];
  if (branches.length === 0) return undefined;
  const links = branches.map(
    (branch, at) => html`<li><a href="#s${at}">${foreignText(titleOf(branch))} ${share(branch)}</a></li>`,
  );
  const nav = html`<nav aria-label="Sections"><ul class="places">${links}</ul></nav>\n`;
  return html`<section id="checklist" aria-labelledby="checklist-h"><h2 id="checklist-h">Checklist</h2>
${branches.length > 1 ? nav : undefined}${tools}
${branches.map((branch, at) => section(branch, { at, context }))}</section>\n`;
}

/** Hidden until the script is there that they need. */
const tools = html`<div class="tools" hidden><label>Filter <input type="search"></label><label><input type="checkbox"> Only what is open</label><output></output></div>`;

function titleOf({ place }: Branch): string {
  return place.title === '' ? 'Items' : place.title;
}

function share({ done, required }: Branch): Markup | undefined {
  if (required === 0) return undefined;
  return html`<span class="share">${done === required ? '✓ ' : ''}${done} of ${required}</span>`;
}

function section(branch: Branch, { at, context }: { at: number; context: PageContext }): Markup {
  const isOpen = branch.required === 0 || branch.done < branch.required;
  return html`<details class="section" id="s${at}"${isOpen ? html` open` : undefined}><summary><h3>${foreignText(titleOf(branch))}</h3> ${share(branch)}</summary><div class="inside">${inside(branch, context)}</div></details>\n`;
}

function inside({ items, optional, branches }: Branch, context: PageContext): Shown[] {
  const folded = html`<details class="fold"><summary>${optionalText(optional)}</summary><ul class="rows">${optional.items.map((item) => row(item, context))}</ul></details>`;
  return [
    items.length === 0 ? undefined : html`<ul class="rows">${items.map((item) => row(item, context))}</ul>`,
    optional.total === 0 ? undefined : folded,
    ...branches.map(
      (branch) =>
        html`<div class="group"><h4>${foreignText(branch.place.title)}</h4> ${share(branch)}</div>${inside(branch, context)}`,
    ),
  ];
}

function row(item: ItemVerdict, context: PageContext): Markup {
  const mark = markOf(item);
  const isOpen = item.applies && !isSatisfied(item.state);
  const said = afterState(item, { values: false });
  const support = item.support.map((answer) => html`<p class="why">${foreignText(supportText(answer))}</p>`);
  return html`<li class="row" id="${context.anchors.get(item)}"${isOpen ? html` data-open` : undefined}>${signOf(mark)}<div><p><span class="title">${foreignText(item.title)}</span> ${names(item, context)}</p>
<p class="said"><span class="state ${mark.tone}">${mark.word}</span>${foreignText(said)}${isOpen ? reason(item) : undefined}</p>${values(item)}${isOpen ? todo(item) : undefined}${support}</div></li>\n`;
}

/** How many values stand below an item; the tool's own report has more. */
const listed = 20;

function values({ applies, answer }: ItemVerdict): Markup | undefined {
  return applies && answer?.state === 'judged' ? valueList(worstFirst(answer.judgement.measured).slice(0, listed)) : undefined;
}

/** The names by which one speaks of it: short, and as the policy has it. */
function names({ id }: ItemVerdict, { handles }: PageContext): Markup {
  const handle = handles.get(id);
  return html`<span class="names">${handle === undefined ? undefined : html`<code>${handle}</code>`}<code class="id">${id}</code></span>`;
}

/** People need few words to know what they are asked; what a machine says has a line of its own. */
function reason({ because, next, by }: ItemVerdict): Shown[] {
  const inLine = by === 'person' || by === 'sign-off';
  return [
    by === 'items' ? undefined : [' · ', foreignText(spoken(because))],
    inLine && next !== undefined ? html` <span class="next">${foreignText(spoken(next))}</span>` : undefined,
  ];
}

function todo(item: ItemVerdict): Shown[] {
  const { next, by, voices } = item;
  const inLine = by === 'person' || by === 'sign-off';
  return [
    voices.length === 0 ? undefined : html`<p class="why">So far ${foreignText(voicesText(voices))}</p>`,
    findingsOf(item),
    inLine || next === undefined ? undefined : html`<p class="next">${foreignText(spoken(next))}</p>`,
  ];
}
