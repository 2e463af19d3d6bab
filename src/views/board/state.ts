import type { Item } from '../../checklist/model.ts';
import { oneLine } from '../../ground/text.ts';
import { notTickedYet } from '../../verdict/by-person.ts';
import { isSatisfied } from '../../verdict/outcome.ts';
import type { ItemVerdict } from '../../verdict/verdict.ts';
import { bar } from '../bar.ts';
import { detailOf, shortfalls, supportText, worstFirst } from '../detail.ts';
import { fitted, valueText } from '../markdown/words.ts';
import { markOf } from '../marks.ts';
import { count } from '../plural.ts';
import { provenanceLink } from '../provenance.ts';
import { spoken, when } from '../when.ts';
import { hasBox } from './layout.ts';

/** How much is said of a state: where there is no room, findings go first, then values and remedies; marks and boxes never. */
export const details = ['all', 'short', 'mark'] as const;
export type Detail = (typeof details)[number];

const longest = { looked: 20_000, shown: 300, escaped: 1_500 };
const shownFindings = { all: 3, short: 0, mark: 0 } as const;

/**
 * What an item's state needs to say beside its box or mark. Nothing of a plain box: it says it itself, and who ticked it stands in the
 * check, which can be written at each tick.
 */
export function stateRows(item: Item, verdict: ItemVerdict, detail: Detail): string[] {
  const rows = ownRows(item, verdict, detail);
  return detail === 'mark' ? rows : [...rows, ...aroundRows(verdict)];
}

function ownRows(item: Item, verdict: ItemVerdict, detail: Detail): string[] {
  const { icon, word } = markOf(verdict);
  const lead = hasBox(item) ? `${icon} ` : '';
  if (detail === 'mark') return isPlain(verdict) ? [] : [`${lead}${word}`];
  if (!verdict.applies) return [`${lead}${cut(detailOf(verdict))}`];
  switch (verdict.state) {
    case 'open':
      return verdict.tolerated === undefined ? openRows(verdict) : [`${lead}${cut(detailOf(verdict))}`];
    case 'ticked':
      return [];
    case 'signed':
      return hasBox(item) ? [] : [cut(detailOf(verdict))];
    case 'waived':
    case 'not-applicable':
    case 'standing':
      return [`${lead}${cut(detailOf(verdict))}`];
    case 'passed':
    case 'failed':
    case 'stale':
    case 'waiting':
    case 'cannot-tell':
      return verdict.by === 'items' ? [rollUpText(verdict)] : [...judgedRows(verdict, lead), ...remedyRows(verdict, detail)];
  }
}

function isPlain({ applies, state, tolerated }: ItemVerdict): boolean {
  return applies && tolerated === undefined && (state === 'open' || state === 'ticked');
}

function openRows({ because, by, voices }: ItemVerdict): string[] {
  const isUntouched = by === 'sign-off' ? voices.length === 0 : because === notTickedYet;
  return isUntouched ? [] : [cut(spoken(because))];
}

/** How many of its items are done changes with each of them. */
function rollUpText(verdict: ItemVerdict): string {
  return markOf(verdict).word;
}

function judgedRows(verdict: ItemVerdict, lead: string): string[] {
  const { answer, because, state } = verdict;
  const { word } = markOf(verdict);
  if (answer?.state !== 'judged' || state === 'stale') return [`${lead}${word}: ${cut(spoken(because))}`];
  const values = worstFirst(answer.judgement.measured).slice(0, 4);
  const drawn = values.filter((measured) => bar(measured) !== undefined);
  const shown = drawn.length > 0 ? drawn.map(valueText) : [cut(spoken(because))];
  const from = answer.from === undefined ? [] : [provenanceLink(answer.from)];
  return [`${lead}${word} · ${[...shown, ...from].join(' · ')}`];
}

function remedyRows(verdict: ItemVerdict, detail: 'all' | 'short'): string[] {
  // Whoever may tick sees the box.
  if (isSatisfied(verdict.state) || verdict.state === 'stale') return [];
  const { found, more } = shortfalls(verdict, shownFindings[detail]);
  const remedy = verdict.next ?? verdict.answer?.judgement.remedy;
  return [
    ...found.map((text) => `• ${cut(text)}`),
    ...(more > 0 && detail === 'all' ? [`• and ${count(more, 'more finding')}, in the check`] : []),
    ...(remedy === undefined ? [] : [`→ ${cut(spoken(remedy))}`]),
  ];
}

/** Whose it is, how late it is, and what a gate says beside a box. */
function aroundRows({ applies, state, assigned, overdue, due, support }: ItemVerdict): string[] {
  if (!applies || isSatisfied(state)) return [];
  const about = [
    ...(assigned === undefined ? [] : [`assigned to ${cut(assigned.login)}`]),
    ...(overdue && due !== undefined ? [`⏰ OVERDUE since ${when(due)}`] : []),
  ];
  return [...(about.length === 0 ? [] : [about.join(' · ')]), ...support.map((answer) => `└ ${cut(supportText(answer))}`)];
}

function cut(text: string): string {
  return fitted(oneLine(text.slice(0, longest.looked), longest.shown), longest.escaped);
}
