import type { ItemVerdict, Verdict } from '../../verdict/verdict.ts';
import { debtText, detailOf, gateText, laterText, worstFirst } from '../detail.ts';
import { type EvidenceRow, evidenceOf } from '../evidence.ts';
import { type Mark, markOf, markOfAnswer } from '../marks.ts';
import { debtsOf, exceptionsOf, laterPhases, skipped, standingOf } from '../order.ts';
import { provenanceText } from '../provenance.ts';
import { ago, when } from '../when.ts';
import { html, type Markup } from './markup.ts';
import { foreignText, linkTo, type PageContext, signOf, valueList } from './pieces.ts';

/** What a broken glass passed over. */
export function skippedList(verdict: Verdict, context: PageContext): Markup | undefined {
  const items = skipped(verdict);
  const heading = `Skipped in an emergency: ${verdict.emergency?.reason ?? ''}`;
  return list(
    'skipped',
    heading,
    items.map((item) => line(item, { said: markOf(item).word, context })),
  );
}

/** What is closed by a word and not by a proof, what is owed, and what is asked later. */
export function otherLists(verdict: Verdict, context: PageContext): (Markup | undefined)[] {
  const lines = (items: readonly ItemVerdict[], said: (item: ItemVerdict) => string) =>
    items.map((item) => line(item, { said: said(item), context }));
  const later = laterPhases(verdict).map(
    (phase) => html`<li class="row plain"><p><span class="title">${phase.phase}</span> ${laterText(phase)}</p></li>`,
  );
  return [
    list('excused', 'Not proved, but excused', lines(exceptionsOf(verdict), detailOf)),
    list('standing', 'Standing from earlier', lines(standingOf(verdict), detailOf)),
    list('debts', 'Debts', lines(debtsOf(verdict), debtText)),
    list('later', 'Later', later),
  ];
}

function list(id: string, heading: string, rows: readonly Markup[]): Markup | undefined {
  if (rows.length === 0) return undefined;
  return html`<section aria-labelledby="${id}-h"><h2 id="${id}-h">${foreignText(heading)}</h2>\n<ul class="card rows">${rows}</ul></section>\n`;
}

function line(item: ItemVerdict, { said, context }: { said: string; context: PageContext }): Markup {
  return html`<li class="row">${signOf(markOf(item))}<p><span class="title">${linkTo(item, context)}</span> <span class="said">${foreignText(said)}</span></p></li>\n`;
}

/** What machines say of this commit, and how old that is. */
export function evidenceList(verdict: Verdict, context: PageContext): Markup | undefined {
  return list(
    'evidence',
    'Evidence',
    evidenceOf(verdict).map((each) => evidenceRow(each, context)),
  );
}

/** How many values of an answer are shown, and how many items that it speaks for. */
const named = 10;

function evidenceRow({ answer, items }: EvidenceRow, context: PageContext): Markup {
  const mark: Mark = markOfAnswer(answer);
  const links = items.slice(0, named).map((item, at) => [at === 0 ? '' : ', ', linkTo(item, context)]);
  const more = items.length > named ? `, ${items.length - named} more` : '';
  const measured = worstFirst(answer.judgement.measured).slice(0, named);
  const at = answer.at === undefined ? 'not collected yet' : `collected ${ago(context.now, answer.at)}, ${when(answer.at)}`;
  const from = answer.from === undefined ? '' : ` · ${provenanceText(answer.from)}`;
  return html`<li class="row">${signOf(mark)}<div><p><span class="title">${foreignText(gateText(answer))}</span> <span class="said"><span class="state ${mark.tone}">${mark.word}</span> · ${foreignText(`${at}${from}`)}</span></p>
${measured.length === 0 ? html`<p class="why">${foreignText(answer.judgement.summary)}</p>` : valueList(measured)}<p class="why">For ${links}${more}</p></div></li>\n`;
}
