import type { Verdict } from '../../verdict/verdict.ts';
import { countsText } from '../detail.ts';
import { headlineOf, subtitleOf } from '../headline.ts';
import { decisionTones, signOfAnswer } from '../marks.ts';
import { noticesOf } from '../notices.ts';
import { html, type Markup } from './markup.ts';
import { foreignText, tenths } from './pieces.ts';

/** The answer, as large as it is important. */
export function banner(verdict: Verdict): Markup {
  const { decision, emergency, counts } = verdict;
  const tone = emergency === undefined ? decisionTones[decision] : 'emergency';
  const share = counts.required > 0 ? Math.min(1, counts.done / counts.required) : 0;
  const bar = html`<svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="8"/><rect class="fill" width="${tenths(share)}" height="8"/></svg>`;
  return html`<header class="banner ${tone}"><div class="wrap">
<h1><span aria-hidden="true">${signOfAnswer(verdict)}</span>${foreignText(headlineOf(verdict))}</h1>
<p class="subtitle">${foreignText(subtitleOf(verdict))}</p>
<p class="progress">${bar}<span>${countsText(verdict)}</span></p>
</div></header>`;
}

export function notices(verdict: Verdict): Markup[] {
  return noticesOf(verdict).map(
    ({ kind, title, text }) => html`<p class="notice ${kind}"><strong>${title}.</strong> ${foreignText(text)}</p>\n`,
  );
}
