import type { Item } from '../../checklist/model.ts';
import { isSatisfied } from '../../verdict/outcome.ts';
import { whoDoes } from '../../verdict/people.ts';
import type { ItemVerdict, Provenance } from '../../verdict/verdict.ts';
import type { Part } from '../budget.ts';
import { detailOf, placeOf, shortfalls, supportText } from '../detail.ts';
import {
  askedWords,
  conditionWords,
  exceptionWords,
  levelWords,
  onPushWords,
  phaseWords,
  proofWords,
  whoWords,
} from '../item-words.ts';
import { safe } from '../markdown/words.ts';
import { markOf } from '../marks.ts';
import { provenanceLink } from '../provenance.ts';
import { spoken } from '../when.ts';
import { calledOf, howToAnswer, type Known } from './known.ts';
import { calledText, sentence } from './words.ts';

/** One item: how it stands, what it asks, who or what answers it, and how long that holds. */
export function explainPart(verdict: ItemVerdict, known: Known): Part {
  const item = known.items.get(verdict.id);
  const place = placeOf(verdict);
  const all = [...stateFacts(verdict, known), ...(item === undefined ? [] : itemFacts(item, known))];
  return {
    head: `### ${markOf(verdict).icon} ${calledText(calledOf(verdict, known))}\n\n${place === '' ? '' : `${safe(place)}\n\n`}`,
    rows: all.map(([name, text]) => `- **${name}** ${text}\n`),
    tail: '\n',
  };
}

type Fact = readonly [name: string, text: string];

/** As many as tell what kind of thing is wrong; the board and the check run have the rest. */
const findings = 10;

function stateFacts(item: ItemVerdict, known: Known): Fact[] {
  const { because, next, answer, support } = item;
  const { found, more } = shortfalls(item, findings);
  const how = isSatisfied(item.state) ? undefined : howToAnswer(item, known);
  const rest = more === 0 ? [] : [`and ${more} more`];
  return [
    ['Now', safe(sentence(detailOf(item)))],
    ...(item.applies ? facts('Because', spoken(because)) : []),
    ...(answer?.from === undefined ? [] : [['Evidence', evidenceWords(answer.from)] satisfies Fact]),
    ...facts('Found', [...found, ...rest].join('; ')),
    ...facts('Next', next === undefined ? answer?.judgement.remedy : spoken(next)),
    ...(how === undefined || !item.applies ? [] : [['Answer', how] satisfies Fact]),
    ...facts('Beside it', support.map(supportText).join('; ')),
  ];
}

function evidenceWords(from: Provenance): string {
  return `${provenanceLink(from)}${from.doubt === undefined ? '' : safe(` (${from.doubt})`)}`;
}

function itemFacts(item: Item, { people }: Known): Fact[] {
  const { why, how, criteria, limits, proof, when, level, phase, after, references } = item;
  const who = whoDoes(proof);
  const never = proof.by === 'sign-off' ? '; never the author, a pusher or a bot' : '';
  return [
    ...facts('Why', why),
    ...facts('How', how),
    ...facts('Done when', criteria.join('; ')),
    ...facts('Limits', limits.map(({ text }) => text).join('; ')),
    ...facts('Proved', proofWords(proof)),
    ...(who === undefined ? [] : facts('Who may', `${whoWords(who, people)}${never}`)),
    ...facts('Asked', proof.by === 'person' ? askedWords(item) : undefined),
    ...facts('On a push', onPushWords(item)),
    ...facts('Level', `${level}: ${levelWords[level]}`),
    ...facts('Phase', `${phase}: ${phaseWords[phase]}`),
    ...facts('Applies', when === undefined ? undefined : conditionWords(when)),
    ...facts('After', after.join(', ')),
    ...facts('Exceptions', exceptionWords(item, people).join('; ')),
    ...facts('See', references.join(', ')),
  ];
}

function facts(name: string, text: string | undefined): Fact[] {
  return text === undefined || text.trim() === '' ? [] : [[name, safe(text)]];
}
