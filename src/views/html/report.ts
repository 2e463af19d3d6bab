import { digestText } from '../../ground/json.ts';
import type { ItemVerdict, Verdict } from '../../verdict/verdict.ts';
import { footNotes } from '../detail.ts';
import { type Handles, noHandles } from '../handles.ts';
import { shortHeadline } from '../headline.ts';
import { safeUrl } from '../markdown/link.ts';
import { itemsNow, treeOf } from '../order.ts';
import { when } from '../when.ts';
import { banner, notices } from './banner.ts';
import { evidenceList, otherLists, skippedList } from './lists.ts';
import { html, type Markup, ours } from './markup.ts';
import { foreignText, type PageContext } from './pieces.ts';
import { script } from './script.ts';
import { sections } from './sections.ts';
import { style } from './style.ts';
import { asks, todos } from './todos.ts';

export interface HtmlOptions {
  /** ISO 8601. */
  readonly now: string;
  readonly handles?: Handles;
  /** The address of the comment with the boxes. */
  readonly board?: string;
}

/** The whole verdict as one file that asks nobody for anything: it can be kept, sent and printed. */
export function htmlReport(verdict: Verdict, { now, handles = noHandles, board }: HtmlOptions): string {
  const anchors = new Map<ItemVerdict, string>(itemsNow(verdict).map((item, at) => [item, `i${at}`]));
  const link = safeUrl(board);
  const context: PageContext = { now, handles, anchors, ...(link !== undefined && { board: link }) };
  const page = html`<!doctype html>
<html lang="en">
${head(verdict)}
<body>
<a class="skip" href="#main">Skip to what to do</a>
${banner(verdict)}
<main id="main">
${notices(verdict)}${skippedList(verdict, context)}${todos(verdict, context)}${asks(verdict, context)}${sections(treeOf(verdict), context)}${otherLists(verdict, context)}${evidenceList(verdict, context)}${policy(verdict)}</main>
${foot(verdict, now)}
<script>${ours(script)}</script>
</body>
</html>
`;
  return page.markup;
}

function head(verdict: Verdict): Markup {
  const rules = [
    "default-src 'none'",
    `style-src ${hashOf(style)}`,
    `script-src ${hashOf(script)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ];
  const title = [shortHeadline(verdict, 140), verdict.policy?.title ?? 'Gonogo'].join(' · ');
  return html`<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${rules.join('; ')}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${ours(style)}</style>
</head>`;
}

/** How a browser knows style and script of ours from any other. */
function hashOf(text: string): string {
  return `'sha256-${Buffer.from(digestText(text), 'hex').toString('base64')}'`;
}

function policy({ policy: by, head: commit, enforcement, phases }: Verdict): Markup {
  const deciding = phases.filter(({ role }) => role === 'decides').map(({ phase }) => phase);
  const rows = [
    ['Commit', commit],
    ['Policy', by === null ? 'none that can be read' : by.title],
    ...(by === null
      ? []
      : [
          ['Policy commit', by.commit === 'workspace' ? 'the work tree' : by.commit] as const,
          ['Policy digest', by.digest] as const,
        ]),
    ['Enforcement', enforcement],
    ['Phases that decide', deciding.length === 0 ? 'none' : deciding.join(', ')],
  ] as const;
  return html`<section aria-labelledby="policy-h"><h2 id="policy-h">Judged by</h2>
<dl class="card facts">${rows.map(([term, said]) => html`<dt>${term}</dt><dd>${foreignText(said)}</dd>`)}</dl></section>\n`;
}

function foot(verdict: Verdict, now: string): Markup {
  const lines = [...footNotes(verdict, now), `Judged by Gonogo on ${when(now)}. Not proved is not passed.`];
  return html`<footer><div class="wrap">${lines.map((text) => html`<p>${foreignText(text)}</p>`)}</div></footer>`;
}
