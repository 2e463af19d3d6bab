import { word } from '../../ledger/commands/verbs.ts';
import { isSatisfied } from '../../verdict/outcome.ts';
import type { ItemVerdict } from '../../verdict/verdict.ts';
import type { Part } from '../budget.ts';
import { safe } from '../markdown/words.ts';
import { markOf } from '../marks.ts';
import { when } from '../when.ts';
import { calledOf, type Known, wayToAnswer } from './known.ts';
import { calledText, typed } from './words.ts';

export interface Mine {
  /** The login of who asked. */
  readonly login: string;
  /** Ids of the items that they may answer. */
  readonly may: ReadonlySet<string>;
}

const groups = [
  { way: 'tick', title: 'You can tick' },
  { way: 'sign', title: 'You can sign' },
  { way: 'review', title: 'You can sign by an approving review of this commit' },
] as const;

/** What somebody can do now, with the lines to type. */
export function mineParts({ login, may }: Mine, known: Known): Part[] {
  const open = known.verdict.items.filter((item) => may.has(item.id) && isAsked(item, known));
  const parts = groups.flatMap(({ way, title }): Part[] => {
    const items = open.filter((item) => wayToAnswer(item, known) === way);
    if (items.length === 0) return [];
    const tail = way === 'review' ? '' : toType(way, items, known);
    return [{ head: `**${title}**\n\n`, rows: items.map((item) => itemRow(item, login, known)), tail: `${tail}\n` }];
  });
  return parts.length > 0 ? parts : [nothing];
}

const nothing: Part = {
  head: `Nothing is open that you can answer now. ${typed(`${word} status`)} says what the release waits for.\n`,
  rows: [],
};

/** What is open in the phases that are, and what stands only for a little while. */
function isAsked(item: ItemVerdict, { verdict }: Known): boolean {
  const isLater = verdict.phases.some(({ phase, role }) => phase === item.phase && role === 'later');
  return item.applies && !isLater && (!isSatisfied(item.state) || item.renewBy !== undefined);
}

function itemRow(item: ItemVerdict, login: string, known: Known): string {
  const { assigned, renewBy, due, level, overdue } = item;
  const notes = [
    ...(assigned?.login.toLowerCase() === login.toLowerCase() ? ['assigned to you'] : []),
    ...(renewBy === undefined ? [] : [`stands until ${when(renewBy)}: renew it`]),
    ...(due === undefined ? [] : [`${overdue ? 'OVERDUE since' : 'due'} ${when(due)}`]),
    ...(level === 'must' ? [] : [level]),
  ];
  const note = notes.length === 0 ? '' : ` · ${safe(notes.join(' · '))}`;
  return `- ${markOf(item).icon} ${calledText(calledOf(item, known))}${note}\n`;
}

/** So many in one line, that it can still be looked over. */
const inOneLine = 20;

function toType(way: 'tick' | 'sign', items: readonly ItemVerdict[], known: Known): string {
  const handles = items.map((item) => calledOf(item, known).handle);
  const lines = Array.from({ length: Math.ceil(handles.length / inOneLine) }, (_, at) =>
    typed(`${word} ${way} ${handles.slice(at * inOneLine, (at + 1) * inOneLine).join(', ')}`),
  );
  return `\nTo type, after you looked at each: ${lines.join(' · ')}\n`;
}
