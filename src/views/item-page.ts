import { howToSetUp } from '../checklist/lint/could-be.ts';
import type { Reading } from '../checklist/lint/reading.ts';
import type { Suggestion } from '../checklist/lint/suggest.ts';
import type { Policy } from '../checklist/policy.ts';
import type { ItemView } from './checklist-view.ts';
import {
  askedWords,
  conditionWords,
  exceptionWords,
  gateWords,
  levelWords,
  onPushWords,
  phaseWords,
  settingsWords,
  whoWords,
} from './item-words.ts';
import { foreign, type Sheet } from './sheet.ts';
import { when } from './when.ts';
import { padTo, wrap } from './width.ts';

/** Everything that is known of one item. */
export interface ItemPage {
  readonly format: 'gonogo/item/1';
  readonly item: ItemView;
  readonly suggestions: readonly Suggestion[];
}

type Fact = readonly [name: string, text: string];

/** One item for a terminal: what it asks, who or what answers, and how to make a gate prove it. */
export function itemPage({ item, suggestions }: ItemPage, { policy }: Pick<Reading, 'policy'>, sheet: Sheet): string {
  const place = item.path.map(({ title }) => title).join(' › ');
  const facts = [
    ...texts(item),
    ...duties(item),
    ...proofs(item, policy),
    ...exceptions(item, policy),
    ...ways(item, suggestions),
  ];
  const width = Math.max(0, ...facts.map(([name]) => name.length));
  const lines = facts.flatMap((fact) => factLines(fact, width, sheet));
  const head = wrap(foreign(item.title), sheet.width).map((line) => sheet.paint('strong', line));
  const under = wrap(foreign(`${item.id} · ${place} · ${item.source.file}:${item.source.line}`), sheet.width);
  return `${[...head, ...under.map((line) => sheet.paint('muted', line)), '', ...lines].join('\n')}\n`;
}

/** A name stands once for all the lines that follow it. */
function factLines([name, text]: Fact, width: number, sheet: Sheet): string[] {
  const column = width + 2;
  return wrap(foreign(text), sheet.width - column).map(
    (line, index) => sheet.paint('muted', padTo(index === 0 ? name : '', column)) + line,
  );
}

/** The name beside the first, nothing beside the rest. */
function listed(name: string, values: readonly string[]): Fact[] {
  return values.map((value, index) => [index === 0 ? name : '', value]);
}

function texts({ why, how, criteria, limits, references, commands }: ItemView): Fact[] {
  return [
    ...listed('Why', why === undefined ? [] : paragraphs(why)),
    ...listed('How', how === undefined ? [] : paragraphs(how)),
    ...listed(
      'Done when',
      criteria.map((text) => `- ${text}`),
    ),
    ...listed(
      'Limits',
      limits.map(({ text, grade }) => `${text} (${grade}, as it is written; no gate takes it from here)`),
    ),
    ...listed(
      'Commands',
      commands.map((text) => `${text} (never run by Gonogo)`),
    ),
    ...listed('See', references),
  ];
}

function paragraphs(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}

function duties({ level, phase, when: condition, owner, due, after, enforceFrom, debt }: ItemView): Fact[] {
  return [
    ['Level', `${level}: ${levelWords[level]}`],
    ['Phase', `${phase}: ${phaseWords[phase]}`],
    ['Applies', condition === undefined ? 'always' : `${conditionWords(condition)}; what cannot be established holds`],
    ...listed('After', after),
    ...(owner === undefined ? [] : [['Owner', whoWords(owner, {})] satisfies Fact]),
    ...(due === undefined ? [] : [['Due', when(due)] satisfies Fact]),
    ...(enforceFrom === undefined
      ? []
      : [['Enforced', `from ${when(enforceFrom)} on; until then it is only shown`] satisfies Fact]),
    ...(debt === undefined ? [] : [['Debt', `of ${debt.owner}, until ${when(debt.until)}; then it blocks`] satisfies Fact]),
  ];
}

function proofs(item: ItemView, { people, trust }: Policy): Fact[] {
  const { proof } = item;
  const support = proof.by === 'person' || proof.by === 'sign-off' ? proof.support.map(gateWords) : [];
  const asked: Fact[] = [['Asked', askedWords(item)]];
  const pushed: Fact = ['On a push', onPushWords(item)];
  const shown = listed(
    'Shown',
    support.map((text) => `${text}; it helps whoever ticks, and closes nothing`),
  );
  switch (proof.by) {
    case 'gate': {
      const { use, acceptNotApplicable } = proof;
      const source = settingsWords(use.source);
      return [
        ['Proved', `by the gate ${gateWords(use)}`],
        ['', `reading ${source === '' ? 'what the gate reads by itself' : source}; nobody can tick it`],
        ['', `by evidence that is ${use.origin ?? trust.minimum} or stronger`],
        ...(acceptNotApplicable === undefined
          ? []
          : [['', `"not applicable" is an answer: ${acceptNotApplicable}`] satisfies Fact]),
        pushed,
      ];
    }
    case 'items':
      return [['Proved', `${item.proved}; nobody ticks it`], pushed];
    case 'sign-off':
      return [
        ['Signed', item.proved.replace(/^signed /, '')],
        ['Who may', `${whoWords({ role: proof.role }, people)}; never the author, a pusher or a bot`],
        pushed,
        ...shown,
      ];
    case 'person':
      return [['Proved', 'by a tick'], ['Who may', whoWords(proof.who, people)], ...asked, pushed, ...shown];
  }
}

function exceptions(item: ItemView, { people }: Policy): Fact[] {
  return listed('Exceptions', exceptionWords(item, people));
}

/** What a gate could do here, and how it is set up. */
function ways({ proof, id }: ItemView, suggestions: readonly Suggestion[]): Fact[] {
  const couldBe = proof.by === 'person' ? proof.couldBe : [];
  return [
    ...listed(
      'Could be',
      couldBe.flatMap((use) => [`proved by the gate ${gateWords(use)}, which is not set up`, howToSetUp([use])]),
    ),
    ...listed(
      'Perhaps',
      suggestions.map(
        ({ gate, words }) =>
          `the gate ${gate}, because it says ${words.map((word) => `"${word}"`).join(' and ')}; to bind it: items: { ${id}: { gate: ${gate} } }`,
      ),
    ),
  ];
}
