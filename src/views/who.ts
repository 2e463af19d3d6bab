import type { Subject } from '../ledger/statement.ts';
import type { ItemVerdict, Verdict } from '../verdict/verdict.ts';
import { type Handles, nameIn } from './handles.ts';
import { fixFirst } from './order.ts';
import { count } from './plural.ts';
import { spoken } from './when.ts';

/** A piece of a sentence: words of ours, the place where the boxes are, or a command to be written as it stands. */
export interface Piece {
  readonly kind: 'text' | 'board' | 'command';
  readonly text: string;
}

/** Items that wait for the same people, and how those answer. */
export interface Ask {
  readonly items: number;
  /** `to be ticked by anybody with write access`. */
  readonly who: string;
  readonly how: readonly Piece[];
}

/** Who can act now and how, said once for all items that wait for the same people; machines last. */
export function asksOf(verdict: Verdict, handles: Handles): Ask[] {
  const items = fixFirst(verdict).flatMap(({ item }) => (item === undefined ? [] : [item]));
  const open = items.filter(({ by, state }) => (by === 'person' || by === 'sign-off') && (state === 'open' || state === 'stale'));
  const groups = Map.groupBy(open, ({ by, via, next }) => `${by}\n${via}\n${next}`);
  const people = [...groups.values()].map((group) => ask(group, verdict.subject, handles));
  const machines = items.filter(({ by }) => by === 'gate').length;
  return machines === 0 ? people : [...people, { items: machines, who: 'that machines prove', how: [text(judgedAgain)] }];
}

/** Nobody who may answer is kept from it by what a page lets them click. */
export const withoutWrite = 'Whoever has no write access cannot click a box, and comments the command instead.';

const judgedAgain = 'do what is said above; they are judged again as soon as there is new evidence';

function ask(group: readonly ItemVerdict[], subject: Subject, handles: Handles): Ask {
  const [first] = group;
  const next = spoken(first?.next ?? '').replace(/\.$/, '');
  const who = next.charAt(0).toLowerCase() + next.slice(1);
  const verb = first?.by === 'sign-off' ? 'sign' : 'tick';
  const names = group.flatMap(({ id }) => nameIn(id, handles) ?? []);
  const command = names.length === 0 ? [] : [commandFor(verb, names)];
  const boxes = [
    text(`${verb === 'sign' ? 'sign by' : 'tick'} ${group.length === 1 ? 'the box' : 'the boxes'} in `),
    board(subject),
  ];
  const via = verb === 'tick' ? 'box' : first?.via;
  const ways = via === 'review' ? [] : [...(via === 'box' ? [boxes] : []), ...command.map((each) => [text('comment '), each])];
  return { items: group.length, who, how: ways.flatMap((way, at) => (at === 0 ? way : [text(', or '), ...way])) };
}

/** A command names so many items at most; more of them are ticked by box, by range or by section. */
const named = 4;

function commandFor(verb: string, names: readonly string[]): Piece {
  const shown = names.length > named ? names.slice(0, 1) : names;
  return { kind: 'command', text: `/gonogo ${verb} ${shown.join(' ')}` };
}

const boards = {
  'pull-request': 'the checklist comment',
  'merge-group': 'the checklist comment of each pull request',
  release: 'the checklist',
  deployment: 'the checklist',
  workspace: 'the checklist comment of the pull request',
} as const satisfies { readonly [K in Subject['kind']]: string };

function board({ kind }: Subject): Piece {
  return { kind: 'board', text: boards[kind] };
}

function text(words: string): Piece {
  return { kind: 'text', text: words };
}

/** `3` `to be ticked by ...`; a sign-off counts people itself: `2` `to sign as ...`, and of several `3 sign-offs` `each 2 to sign as ...`. */
export function whoText({ items, who }: Ask): { readonly lead: string; readonly rest: string } {
  const [, people, rest] = /^(\d+) (.+)$/.exec(who) ?? [];
  if (people === undefined || rest === undefined) return { lead: String(items), rest: who };
  return items === 1 ? { lead: people, rest } : { lead: count(items, 'sign-off'), rest: `each ${who}` };
}
