import { word } from '../../ledger/commands/verbs.ts';
import type { Covered, Statement } from '../../ledger/statement.ts';
import { roles } from '../../verdict/people.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import type { Part } from '../budget.ts';
import { safe } from '../markdown/words.ts';
import { count } from '../plural.ts';
import { when, whenFrom } from '../when.ts';
import { calledOf, type Known } from './known.ts';
import { calledText, sentence, typed } from './words.ts';

/** A release was stopped. */
export function heldPart({ by, reason }: Statement): Part {
  const why = reason === undefined ? '' : `: ${reason}`;
  const who = `${by.login} or the role ${roles.release}`;
  return {
    head: `⏸️ **Held** by ${safe(sentence(`${by.login}${why}`))} Nothing goes until ${safe(who)} lifts it: ${typed(`${word} release-hold`)}\n`,
    rows: [],
  };
}

/** A hold was lifted, and whether another one still stands. */
export function releasedPart({ by, reason }: Statement, { verdict }: Pick<Known, 'verdict'>): Part {
  const why = reason === undefined ? '' : `: ${reason}`;
  const still = verdict.obstacles.filter(({ kind }) => kind === 'hold');
  const head = `▶️ **Lifted** by ${safe(sentence(`${by.login}${why}`))} ${still.length === 0 ? 'No hold stands any more.' : 'Still:'}\n\n`;
  return { head, rows: still.map(({ because, next }) => `- ${safe(sentence(because))} → ${safe(next)}\n`) };
}

/** As many as are read; the rest is counted. */
const mostNamed = 20;

/** What exactly a waiver covers, and until when. */
export function waivedPart(waivers: readonly Statement[], known: Known): Part {
  return {
    head: '**Waived**\n\n',
    rows: waivers.map((waiver) => waiverRow(waiver, known)),
    tail: `\nWhat is new or worse opens it again. ${typed(`${word} unwaive ITEMS`)} ends it.\n`,
  };
}

function waiverRow({ item, by, until, reason, covers = [] }: Statement, known: Known): string {
  const verdict = known.verdict.items.find(({ id }) => id === item);
  const id = item ?? '';
  const called = calledOf({ id, title: verdict?.title ?? id }, known);
  const titles = new Map(verdict?.answer?.judgement.findings.map((finding) => [finding.id, finding.title]));
  const end = until === undefined ? '' : ` until ${whenFrom(known.now, until)}`;
  const said = `by ${by.login}${end}${reason === undefined ? '' : `: ${reason}`}`;
  const more = covers.length > mostNamed ? [`  - and ${covers.length - mostNamed} more\n`] : [];
  const covered = covers.length === 0 ? 'the item as it reads now.' : `${count(covers.length, 'finding')}:`;
  return [
    `- 🟡 ${calledText(called)}: ${safe(sentence(said))} It covers ${covered}\n`,
    ...covers.slice(0, mostNamed).map((cover) => `  - ${safe(coveredText(cover, titles))}\n`),
    ...more,
  ].join('');
}

function coveredText({ finding, value }: Covered, titles: ReadonlyMap<string, string>): string {
  const title = titles.get(finding) ?? finding;
  return value === undefined || title.includes(String(value)) ? title : `${title} (${value})`;
}

/** The glass was broken: by whom, why, how long, and what was passed over. */
export function emergencyPart(emergency: NonNullable<Verdict['emergency']>, known: Known): Part {
  const { by, reason, until, skipped } = emergency;
  const items = known.verdict.items.filter(({ id }) => skipped.includes(id));
  const passed =
    items.length === 0 ? 'Nothing is passed over.' : `${count(items.length, 'item')} passed over, each to be made up for:`;
  return {
    head: `🚨 **EMERGENCY** by ${safe(sentence(`${by.login}: ${reason}`))} This commit may go until ${safe(when(until))}. ${passed}\n\n`,
    rows: items.map((item) => `- 🔴 ${calledText(calledOf(item, known))}\n`),
  };
}
