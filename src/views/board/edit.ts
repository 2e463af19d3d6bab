import type { ItemId } from '../../checklist/model.ts';
import { type BoardText, normal, readBody } from './body.ts';
import type { Marker } from './marker.ts';

export interface Flip {
  readonly item: ItemId;
  readonly to: 'ticked' | 'open';
}

/**
 * What one edit of a board says. `rewrite`: the board is to be written again soon, because it shows what is not so, or because a page
 * that is open somewhere could now be mistaken for another.
 */
export type BoardEdit =
  | { readonly kind: 'unchanged' }
  /** An edit before this one is not known: it must be, before this one can be understood. */
  | { readonly kind: 'gap' }
  | {
      readonly kind: 'flips';
      readonly flips: readonly Flip[];
      /** What whoever flipped them was shown: the commit, and which requirements. */
      readonly marker: Marker;
      /** Made on a page that was older than the board. */
      readonly isStale: boolean;
      readonly rewrite: boolean;
    }
  | { readonly kind: 'void'; readonly because: string; readonly rewrite: true };

/** A body that a comment had. */
export interface PastBody {
  readonly body: string;
  /** Written by us; the others by people and programs. */
  readonly isOurs: boolean;
}

export interface EditedBody {
  readonly from: string;
  readonly to: string;
  /** All of them before this edit, the oldest first. */
  readonly history: readonly PastBody[];
}

/**
 * Which boxes an edit flipped. Only an edit that changed nothing but boxes counts, and only of a body that we wrote. One click flips one
 * box: where an edit seems to flip several but flips one of an older body, it came from a page that was not up to date, and that one
 * flip is what was meant.
 */
export function readEdit({ from, to, history }: EditedBody): BoardEdit {
  if (normal(from) === normal(to)) return { kind: 'unchanged' };
  if (normal(from) !== normal(history.at(-1)?.body ?? '')) return { kind: 'gap' };
  const after = readBody(to);
  const alike = after === undefined ? [] : history.flatMap((past) => ofSkeleton(past, after.skeleton));
  if (after === undefined || !alike.some(({ isOurs }) => isOurs)) return voided(whatIsWrong(from, to));
  const older = alike.map(({ text }) => flipsBetween(text, after));
  const before = readBody(from);
  if (before?.skeleton !== after.skeleton) return onOlderPage(older, after);
  const flips = flipsBetween(before, after);
  if (flips.length === 0) return { kind: 'unchanged' };
  const isClick = older.some((each) => each.length === 1);
  if (flips.length > 1 && isClick) return onOlderPage(older, after);
  return flips.length === 1 ? oneFlip(flips, older, after) : counted(flips, after, false);
}

function ofSkeleton({ body, isOurs }: PastBody, skeleton: string): { text: BoardText; isOurs: boolean }[] {
  const text = readBody(body);
  return text?.skeleton === skeleton ? [{ text, isOurs }] : [];
}

/**
 * A tick that can as well be the tick of another box on an older page is nobody's for sure. It can only be so after somebody took the
 * same tick back, and a board is written again soon after that.
 */
function oneFlip(flips: readonly Flip[], older: readonly (readonly Flip[])[], after: BoardText): BoardEdit {
  const [flip] = flips;
  const other = older.some((each) => each.length === 1 && each[0]?.item !== flip?.item);
  if (flip?.to === 'ticked' && other) return voided('it cannot be told which of two boxes was meant; please tick it again');
  return counted(flips, after, false);
}

/** Taking back counts if it may be meant, a tick only if nothing else can be: not another box, and not just an old state put back. */
function onOlderPage(older: readonly (readonly Flip[])[], after: BoardText): BoardEdit {
  const single = older.flatMap((flips) => (flips.length === 1 ? flips : []));
  const meant = [...new Map(single.map((flip) => [`${flip.item} ${flip.to}`, flip])).values()];
  const isSure = meant.length === 1 && older.every((flips) => flips.length > 0);
  const flips = isSure ? meant : meant.filter(({ to }) => to === 'open');
  return flips.length === 0
    ? voided('an older state of the board was written over it')
    : { ...counted(flips, after, true), rewrite: true };
}

function counted(flips: readonly Flip[], { marker }: BoardText, isStale: boolean): Extract<BoardEdit, { kind: 'flips' }> {
  return { kind: 'flips', flips, marker, isStale, rewrite: flips.some(({ to }) => to === 'open') };
}

function voided(because: string): BoardEdit {
  return { kind: 'void', because, rewrite: true };
}

function flipsBetween(before: BoardText, after: BoardText): Flip[] {
  return [...after.boxes].flatMap(([item, ticked]): Flip[] =>
    before.boxes.get(item) === ticked ? [] : [{ item, to: ticked ? 'ticked' : 'open' }],
  );
}

/** For whoever made the edit: where it did more than tick. */
function whatIsWrong(from: string, to: string): string {
  const [was, is] = [from, to].map((body) => normal(body).split('\n'));
  if (was === undefined || is === undefined) return 'its text was changed';
  if (was[0] !== is[0]) return 'its first line, by which it is known, was changed';
  const at = was.findIndex((line, index) => emptied(line) !== emptied(is[index] ?? ''));
  if (at === -1 || is.length > was.length) return 'something was added to it';
  const item = /<!-- gonogo:([a-z0-9.-]+) -->$/.exec(was[at] ?? '')?.[1];
  if (is.length < was.length) return 'something was taken out of it';
  return item === undefined ? `its line ${at + 1} was changed` : `the line of ${item} was changed`;
}

function emptied(line: string): string {
  return line.replace(/^- \[[xX]\]/, '- [ ]');
}
