import type { Item } from '../../checklist/model.ts';
import { word } from '../../ledger/commands/verbs.ts';
import type { ItemVerdict, Verdict } from '../../verdict/verdict.ts';
import type { People } from '../item-words.ts';
import { type Called, typed } from './words.ts';

/** What replies draw on. */
export interface Known {
  readonly verdict: Verdict;
  /** By id. */
  readonly items: ReadonlyMap<string, Item>;
  /** By id. */
  readonly handles: ReadonlyMap<string, string>;
  readonly people: People;
  readonly now: string;
}

export function calledOf({ id, title }: Pick<ItemVerdict, 'id' | 'title'>, { handles }: Known): Called {
  return { handle: handles.get(id) ?? id, title };
}

/** How somebody who may answers an item; nothing when nobody does. */
export function wayToAnswer(item: ItemVerdict, known: Known): 'tick' | 'sign' | 'review' | undefined {
  if (item.by === 'person') return 'tick';
  const proof = known.items.get(item.id)?.proof;
  if (proof?.by !== 'sign-off') return undefined;
  return proof.via === 'review' ? 'review' : 'sign';
}

/** The line to type, or what else to do. */
export function howToAnswer(item: ItemVerdict, known: Known): string | undefined {
  const way = wayToAnswer(item, known);
  if (way === undefined) return undefined;
  return way === 'review' ? 'an approving review of this commit' : typed(`${word} ${way} ${calledOf(item, known).handle}`);
}
