import type { Item, ItemId, Phase, Who } from '../../checklist/model.ts';
import type { ItemVerdict } from '../../verdict/verdict.ts';
import { conditionWords, proofWords, whoWords } from '../item-words.ts';
import { fitted } from '../markdown/words.ts';
import { markOf } from '../marks.ts';
import { count } from '../plural.ts';
import { when } from '../when.ts';
import { boxLineOf } from './body.ts';
import { hasBox } from './layout.ts';
import { type Detail, stateRows } from './state.ts';

export interface Naming {
  readonly handles: ReadonlyMap<ItemId, string>;
  readonly people: { readonly [role: string]: Pick<Who, 'team' | 'users'> };
}

/** What a board says of an item whatever its state. */
export interface Line {
  readonly item: Item;
  /** Title and handle. */
  readonly name: string;
  /** Further lines, each with its line break. */
  readonly below: string;
}

const longest = { title: 1_500, facts: 1_000, criterion: 400 };
/** The longest mark with its word. */
const spareForMark = 40;
/** More criteria than this are for `/gonogo explain`. */
const shownCriteria = 15;

export function lineOf(item: Item, naming: Naming): Line {
  const handle = naming.handles.get(item.id) ?? item.id;
  const title = fitted(item.title, longest.title);
  const facts = fitted(factsOf(item, naming).join(' · '), longest.facts);
  const criteria = item.criteria.slice(0, shownCriteria).map((text) => `  - ${fitted(text, longest.criterion) || '…'}\n`);
  const more = item.criteria.length - criteria.length;
  const rest = more > 0 ? [`  - and ${count(more, 'more criterion', 'more criteria')}: \`/gonogo explain ${handle}\`\n`] : [];
  return {
    item,
    name: `**${title === '' ? item.id : title}** · \`${handle}\``,
    below: [...(facts === '' ? [] : [`  ${facts}\n`]), ...criteria, ...rest].join(''),
  };
}

/** A line as it stands on the board. What is only listed for later has neither a box nor a state. */
export function itemText(line: Line, verdict: ItemVerdict | undefined, detail: Detail): string {
  const { item, name, below } = line;
  if (verdict === undefined) return `- ${name}\n`;
  const lead = hasBox(item)
    ? boxLineOf({ ticked: verdict.answered === true, text: name, id: item.id })
    : `- ${markOf(verdict).icon} ${name}`;
  return `${lead}\n${stateRows(item, verdict, detail)
    .map((row) => `  ${row}\n`)
    .join('')}${below}`;
}

/** The least that an item takes, with room for another mark. */
export function leastSize({ item, name, below }: Line): number {
  return boxLineOf({ ticked: false, text: name, id: item.id }).length + below.length + spareForMark;
}

/** What comes due on a clock of its own says so. */
const dueWords: { readonly [phase in Phase]?: string } = {
  day: 'in the first 24 hours',
  week: 'in the first week',
  month: 'in the first month',
};

/** What is worth a word beside a title, because most items are otherwise. */
function factsOf(item: Item, { handles, people }: Naming): string[] {
  const { title, criteria, proof, level, limits, after, due, asked } = item;
  const isUsual = proof.by === 'person' && proof.who.write === true;
  const isItself = isUsual || proof.by === 'gate';
  const who = proof.by === 'person' ? `ticked by ${whoWords(proof.who, people)}` : proofWords(proof);
  const couldBe = proof.by === 'person' ? [...new Set(proof.couldBe.map(({ gate }) => gate))] : [];
  const stands = asked !== 'each-release' && proof.by === 'person' ? asked.standing.lasts : 0;
  return [
    isItself ? '' : proof.by === 'items' ? who : `to be ${who}`,
    dueWords[item.phase] ?? '',
    level === 'should' ? 'should: blocks nothing' : '',
    item.when === undefined ? '' : `only ${conditionWords(item.when)}`,
    limits.flatMap(({ text }) => (title.includes(text) || criteria.some((each) => each.includes(text)) ? [] : [text])).join(', '),
    after.length === 0 ? '' : `after ${after.map((id) => handles.get(id) ?? id).join(', ')}`,
    due === undefined ? '' : `due ${when(due)}`,
    stands === 0 ? '' : `an answer stands ${count(stands, 'day')}`,
    couldBe.length === 0 ? '' : `could be proved by ${couldBe.join(' or ')}`,
  ].filter((fact) => fact !== '');
}
