import { isSatisfied } from '../verdict/outcome.ts';
import type { Decision, GateAnswer, ItemVerdict, Verdict, Voice } from '../verdict/verdict.ts';
import { sharesOf } from './bar.ts';
import { type Handles, noHandles } from './handles.ts';
import { markOf, marks } from './marks.ts';
import { type Branch, fixFirst, type LaterPhase } from './order.ts';
import { count } from './plural.ts';
import { spoken, when, whenFrom } from './when.ts';

export type Measured = GateAnswer['judgement']['measured'][number];
type Finding = GateAnswer['judgement']['findings'][number];

/** What is said beside an item's title: its state in a word, and whose word or which values it rests on. */
export function detailOf(item: ItemVerdict): string {
  if (item.applies && item.state === 'passed' && item.answer !== undefined)
    return measuredIn(item.answer) || spoken(item.because);
  return markOf(item).word + afterState(item, { values: true });
}

/** The same behind the word for its state, with a separator of its own; without values where they are shown by themselves. */
export function afterState(item: ItemVerdict, { values }: { readonly values: boolean }): string {
  if (!item.applies) return `: ${spoken(item.because)}`;
  if (isSatisfied(item.state))
    return item.answer !== undefined && item.state === 'passed' && !values ? '' : ` ${doneDetail(item).join(' ')}`;
  return openDetail(item, values)
    .map((part) => ` · ${part}`)
    .join('');
}

function openDetail(item: ItemVerdict, values: boolean): string[] {
  const { tolerated, assigned, due, overdue, couldBe, answer, by, because } = item;
  const state = tolerated === undefined ? [] : [`until ${when(tolerated.until)}`];
  if (tolerated?.owner !== undefined) state.push(`owner ${tolerated.owner}`);
  if (by === 'items') state.push(spoken(because));
  if (values && answer?.state === 'judged') state.push(measuredIn(answer));
  if (assigned !== undefined) state.push(`assigned to @${assigned.login}`);
  if (due !== undefined) state.push(`${overdue ? 'OVERDUE since' : 'due'} ${when(due)}`);
  if (item.level !== 'must') state.push(item.level);
  if (couldBe.length > 0) state.push(`could be proved by ${couldBe.join(' or ')}`);
  return state.filter((part) => part !== '');
}

function doneDetail(item: ItemVerdict): string[] {
  if (item.voices.length === 0) return [`· ${spoken(item.because)}`];
  const renew = item.renewBy === undefined ? [] : [`· renew before ${when(item.renewBy)}`];
  return [voicesText(item.voices), ...renew];
}

export function voicesText(voices: readonly Voice[]): string {
  return voices.map(voiceText).join('; ');
}

function voiceText({ by, at, until, reason }: Voice): string {
  const end = until === undefined ? '' : ` until ${when(until)}`;
  const why = reason === undefined ? '' : `: ${reason}`;
  return `by @${by.login} on ${when(at)}${end}${why}`;
}

/** How many values stand beside a title; more of them say less. */
const shown = 4;

function measuredIn({ judgement }: GateAnswer): string {
  const wanted = worstFirst(judgement.measured);
  const more = wanted.length > shown ? [`${wanted.length - shown} more`] : [];
  return [...wanted.slice(0, shown).map(measuredText), ...more].join(', ');
}

/** The values that can be drawn beside a title; the words have the rest. */
export function drawnOf({ applies, answer }: ItemVerdict): Measured[] {
  if (!applies || answer?.state !== 'judged') return [];
  return worstFirst(answer.judgement.measured)
    .slice(0, shown)
    .filter((measured) => sharesOf(measured) !== undefined);
}

/** What misses its limit before the rest. What was only looked at is worth a word where there is nothing else. */
export function worstFirst(measured: readonly Measured[]): Measured[] {
  const limited = measured.filter(({ limit }) => limit !== undefined);
  const rank = ({ ok }: Measured) => (ok === false ? 0 : 1);
  return (limited.length > 0 ? limited : measured).toSorted((a, b) => rank(a) - rank(b));
}

/** `lines 71.2 % (at least 80 %)`. */
export function measuredText({ metric, value, unit, limit }: Measured): string {
  const written = typeof value === 'number' ? numberText(value) : String(value);
  const whole = [metric, written, ...(unit === undefined ? [] : [unit])].join(' ');
  return limit === undefined ? whole : `${whole} (${limit})`;
}

/** Cut to two places and never rounded, with more places where two would hide a difference: 79.999 must not read as 80. */
export function numberText(value: number): string {
  const [whole = '', places = ''] = value.toFixed(10).split('.');
  const first = places.search(/[1-9]/);
  const kept = places.slice(0, Math.max(2, first + 1)).replace(/0+$/, '');
  return kept === '' || Math.abs(value) >= 1e21 ? String(value) : `${whole}.${kept}`;
}

/** Evidence beside a box: it helps whoever ticks it and never closes it. */
export function supportText(answer: GateAnswer): string {
  return `${gateText(answer)}: ${answer.judgement.summary}`;
}

/** `tls on production`. */
export function gateText({ gate, target }: GateAnswer): string {
  return target === undefined ? gate : `${gate} on ${target}`;
}

/** Where an item stands, and the handle or id by which one speaks of it. */
export function placeOf(item: ItemVerdict, handles: Handles = noHandles): string {
  return [pathOf(item), handles.get(item.id) ?? item.id].filter((part) => part !== '').join(' · ');
}

/** The section and groups that an item stands in. */
export function pathOf({ path }: ItemVerdict): string {
  return path.map((place) => place.title).join(' › ');
}

export interface Shortfalls {
  readonly values: readonly Measured[];
  readonly found: readonly string[];
  readonly more: number;
}

/** What exactly is wrong with a failed item: values that miss their limit, so many findings, and how many more there are. */
export function shortfalls(item: ItemVerdict, named: number): Shortfalls {
  const judgement = item.answer?.judgement;
  if (judgement === undefined || item.state !== 'failed') return { values: [], found: [], more: 0 };
  const values = judgement.measured.filter((each) => each.ok === false);
  const findings = judgement.findings.filter((finding) => !values.some((measured) => repeats(finding, measured)));
  return { values, found: findings.slice(0, named).map(findingText), more: Math.max(0, findings.length - named) };
}

/** Some gates find nothing but that a value misses its limit; once is enough. */
function repeats({ title, value }: Finding, measured: Measured): boolean {
  return value === measured.value && title.startsWith(measured.metric);
}

function findingText({ title, severity, file, line }: Finding): string {
  const place = [file, line].filter((part) => part !== undefined).join(':');
  return [severity === undefined ? title : `${severity}: ${title}`, place].filter((part) => part !== '').join(' · ');
}

export function debtText({ tolerated, state, level }: ItemVerdict): string {
  if (tolerated === undefined) return `${level}, ${marks[state].word}`;
  const owner = tolerated.owner === undefined ? '' : `, owner ${tolerated.owner}`;
  return `${tolerated.kind === 'debt' ? 'blocks' : 'enforced'} from ${when(tolerated.until)}${owner}`;
}

/** Roll-ups count as items that are required, but what they wait for is counted once, as in the list above it. */
export function countsText(verdict: Verdict): string {
  const { done, required, waived, notApplicable, debts } = verdict.counts;
  const todos = fixFirst(verdict).filter(({ item }) => item !== undefined);
  const urgent = (urgency: Decision) => todos.filter((todo) => todo.urgency === urgency).length;
  const some = (number: number, word: string) => (number === 0 ? [] : [`${number} ${word}`]);
  return [
    `${done} of ${required} required done`,
    ...some(urgent('no-go'), 'failed'),
    ...some(urgent('cannot-tell'), 'cannot tell'),
    ...some(urgent('waiting'), 'to do'),
    ...some(waived, 'waived'),
    ...some(notApplicable, 'N/A'),
    ...(debts === 0 ? [] : [count(debts, 'debt')]),
  ].join(' · ');
}

export function optionalText({ total, open }: Pick<Branch['optional'], 'total' | 'open'>): string {
  return `${count(total, 'optional item')}, ${open} open`;
}

export function laterText({ items, from }: LaterPhase): string {
  return count(items, 'item') + (from === undefined ? '' : ` from ${when(from)}`);
}

/** The last lines of every report: the numbers, what they leave out, and when they may change by themselves. */
export function footLines(verdict: Verdict, now: string): string[] {
  return [countsText(verdict), ...footNotes(verdict, now)];
}

export function footNotes(verdict: Verdict, now: string): string[] {
  const { changesAt, subject, scope } = verdict;
  const asksPeople = fixFirst(verdict).some(({ item }) => item?.by === 'person' || item?.by === 'sign-off');
  return [
    ...(subject.kind === 'workspace' && scope === 'all' && asksPeople ? [peopleElsewhere] : []),
    ...(changesAt === undefined ? [] : [`This answer can change by itself on ${whenFrom(now, changesAt)}.`]),
  ];
}

const peopleElsewhere = 'People tick and sign on the pull request, which is not seen from here; --machine leaves their part out.';
