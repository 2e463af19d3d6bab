import { type Instant, parseInstant } from '../ground/instant.ts';
import { statementKey } from './key.ts';
import type { Act, Covered, Person, Scope, Statement } from './statement.ts';

/** An item as who speaks of it has read it. */
export interface ItemAsRead {
  readonly digest: string;
  readonly by: 'gate' | 'person' | 'sign-off' | 'items';
  /** How a sign-off is given. */
  readonly via?: 'review' | 'command' | 'box' | 'word';
  /** Ticked only with an address in the reason. */
  readonly evidence?: 'link';
  /** Never waived and never not applicable. */
  readonly locked: boolean;
  /** For an item whose tick stands for more than this subject. */
  readonly scope?: Scope;
  /** What is wrong with it now: that, and nothing else, is what a waiver covers. */
  readonly covers?: readonly Covered[];
}

/** One comment that was written, or one edit of it. */
export interface Occasion {
  readonly comment: number;
  readonly by: Person;
  /** The platform's time of it. */
  readonly at: Instant;
  /** The commit that the board showed, and its tree. */
  readonly head: string;
  readonly tree: string;
  readonly scope: Scope;
  readonly link?: string;
}

export interface Declared {
  readonly act: Act;
  /** Absent for what speaks of the whole subject. */
  readonly about?: { readonly id: string; readonly item: ItemAsRead };
  readonly via: Statement['via'];
  readonly more?: Pick<Statement, 'reason' | 'until' | 'covers' | 'to'>;
}

/** What somebody declared, as it goes on record: one statement for each scope that it reaches. */
export function declare({ act, about, via, more }: Declared, occasion: Occasion): Statement[] {
  const { comment, by, at, head, tree, link } = occasion;
  return scopesOf(act, about?.item, occasion).map((scope) => ({
    key: statementKey({ comment, by: by.id, at, scope, act, ...(about && { item: about.id }) }),
    scope,
    ...(about && { item: about.id, itemDigest: about.item.digest }),
    act,
    by,
    at: parseInstant(at),
    head,
    tree,
    via,
    ...more,
    ...(link !== undefined && { link }),
  }));
}

/** A tick may stand for more than this subject. Taking it back ends both, and nothing else reaches further than the subject. */
function scopesOf(act: Act, item: ItemAsRead | undefined, { scope }: Occasion): Scope[] {
  const wider = item?.scope;
  if (wider === undefined || (act !== 'tick' && act !== 'untick')) return [scope];
  return act === 'tick' ? [wider] : [scope, wider];
}
