import type { Item } from '../../checklist/model.ts';
import { escapeHtml } from '../../ground/text.ts';
import { checkNameOf } from '../../verdict/conclusion.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import { answerWord, short } from '../headline.ts';
import { viaWords, whoWords } from '../item-words.ts';
import { remarkLines } from '../markdown/policy-change.ts';
import { fitted, iconOf, safe } from '../markdown/words.ts';
import { count } from '../plural.ts';
import type { Remarks } from '../policy-change.ts';
import { spoken } from '../when.ts';
import { hasBox } from './layout.ts';
import type { Naming } from './lines.ts';

export interface Links {
  /** The check run, which has the whole answer. */
  readonly check?: string;
}

export interface HeaderInput {
  readonly verdict: Verdict;
  readonly title: string;
  /** All that have a place on the board. */
  readonly items: readonly Item[];
  readonly naming: Naming;
  readonly links?: Links;
  /** What everybody should know who relies on the check. */
  readonly warnings?: readonly string[];
  readonly remarks?: Remarks;
}

const longest = { title: 600, reason: 1_200, who: 300, warning: 400 };
/** What these rows take together at the most: a comment has more to hold. */
const most = { obstacles: 4_000, doers: 3_000 };
/** There is hardly ever more than one. */
const shownWarnings = 2;
/** How many obstacles are named; the check has all of them. */
const shownObstacles = 5;
/** How many handles are named beside a role. */
const shownHandles = 6;

/** What stands above the boxes: the answer in a word, what stops it beside items, how to act, and who does what. */
export function headerOf({ verdict, title, items, naming, links = {}, warnings = [], remarks }: HeaderInput): string {
  const name = checkNameOf(verdict.enforcement);
  const check = links.check === undefined ? `<b>${name}</b>` : `<a href="${escapeHtml(links.check)}">${name}</a>`;
  // Nobody looks for what is left where nothing is; a broken glass leaves something.
  const rest =
    verdict.decision === 'go' && verdict.emergency === undefined
      ? `Nothing that blocks is left; the whole answer stands in the check ${check}.`
      : `What is left, and why, stands in the check ${check}.`;
  const observed = verdict.enforcement === 'observe' ? ' It is only observed, and blocks nothing yet.' : '';
  return [
    `## ${fitted(title, longest.title)}`,
    `${iconOf(verdict)} **${answerWord(verdict)}** at ${safe(short(verdict.head))}. ${rest}${observed}`,
    ...warnings.slice(0, shownWarnings).map((warning) => `> ⚠️ ${fitted(warning, longest.warning)}`),
    ...(remarks ? remarkLines(remarks) : []),
    ...obstacles(verdict),
    howTo(items, naming),
    whoDoesWhat(items, naming),
  ]
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
}

export function continuationOf(title: string, part: number, parts: number): string {
  return `### ${fitted(title, longest.title)}, ${part} of ${parts}`;
}

/** Holds, freezes and the like are rare and weigh more than any box. A missing second person stands in the check. */
function obstacles({ obstacles: stops, emergency }: Verdict): string[] {
  const found = stops.filter(({ kind }) => kind !== 'second-person');
  const broken = emergency === undefined ? [] : [`- 🚨 ${fitted(emergency.reason, longest.reason)}`];
  const all = found.slice(0, shownObstacles).map(({ because, next }) => {
    const [why, what] = [because, next].map((text) => fitted(spoken(text), longest.reason));
    return `- ⛔ ${why}\n  → ${what}`;
  });
  const rows = within(all, most.obstacles - broken.join('').length);
  const more = found.length - rows.length;
  const list = [...broken, ...rows, ...(more > 0 ? [`- and ${more} more, in the check`] : [])];
  return list.length === 0 ? [] : [list.join('\n')];
}

function howTo(items: readonly Item[], naming: Naming): string {
  const { handles } = naming;
  const first = items.find(({ proof }) => proof.by === 'person') ?? items.find(hasBox);
  if (first === undefined) return withoutBoxes(items, naming);
  const handle = handles.get(first.id) ?? first.id;
  const verb = first.proof.by === 'sign-off' ? 'sign' : 'tick';
  return `Tick a box once it is true; who ticked, when and on which commit is kept. Without write access, comment \`/gonogo ${verb} ${handle}\`; \`/gonogo help\` has the rest.`;
}

function withoutBoxes(items: readonly Item[], { handles, people }: Naming): string {
  const signed = items.flatMap(({ id, proof }) => (proof.by === 'sign-off' ? [{ id, proof }] : []));
  const [first] = signed;
  if (first === undefined) return 'Nothing here is for people to tick: gates prove it all.';
  if (first.proof.via === 'review') return 'Nothing here is for people to tick: it is signed by approving reviews.';
  const by = fitted(whoWords({ role: first.proof.role }, people), longest.who);
  const review = first.proof.via === 'word' ? 'approves this commit by a review, or ' : '';
  return `Whoever holds ${by} and had no part in the change ${review}comments \`/gonogo sign ${handles.get(first.id) ?? first.id}\`; \`/gonogo help\` has the rest.`;
}

interface Doer {
  readonly who: string;
  readonly does: string;
  readonly items: readonly Item[];
}

const mostDoers = 20;

function whoDoesWhat(items: readonly Item[], naming: Naming): string {
  const doers = doersOf(items, naming.people);
  if (doers.length < 2) return '';
  const all = doers
    .slice(0, mostDoers)
    .map(({ who, does, items: own }) => `| ${fitted(who, longest.who)} | ${does.replace('%', handlesIn(own, naming))} |`);
  const rows = within(all, most.doers);
  const more = doers.length > rows.length ? [`| and ${doers.length - rows.length} more | as it says beside the items |`] : [];
  return `<details><summary>Who does what</summary>\n\n| | |\n| --- | --- |\n${[...rows, ...more].join('\n')}\n\n</details>`;
}

/** The first of these rows that have room together. */
function within(rows: readonly string[], room: number): string[] {
  let left = room;
  const end = rows.findIndex((row) => {
    left -= row.length + 1;
    return left < 0;
  });
  return rows.slice(0, end === -1 ? rows.length : end);
}

/** In the order in which they first come up. Roll-ups close by themselves. */
function doersOf(items: readonly Item[], people: Naming['people']): Doer[] {
  const parts = items.flatMap((item) => {
    const part = partIn(item, people);
    return part === undefined ? [] : [{ ...part, item }];
  });
  const groups = Map.groupBy(parts, ({ who, does }) => `${who}\n${does}`);
  return [...groups.values()].flatMap((own) => {
    const [first] = own;
    return first === undefined ? [] : [{ who: first.who, does: first.does, items: own.map(({ item }) => item) }];
  });
}

function partIn({ proof }: Item, people: Naming['people']): { who: string; does: string } | undefined {
  switch (proof.by) {
    case 'gate':
      return { who: 'the machine', does: 'proves %' };
    case 'person':
      return { who: whoWords(proof.who, people), does: 'ticks %' };
    case 'sign-off': {
      const each = proof.count === 1 ? '' : `, ${proof.count} people each`;
      return { who: whoWords({ role: proof.role }, people), does: `signs %${each}, ${viaWords[proof.via]}` };
    }
    case 'items':
      return undefined;
  }
}

function handlesIn(items: readonly Item[], { handles }: Naming): string {
  if (items.length > shownHandles) return count(items.length, 'item');
  return items.map(({ id }) => `\`${handles.get(id) ?? id}\``).join(' ');
}
