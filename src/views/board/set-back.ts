import type { Item } from '../../checklist/model.ts';
import { inOrder } from '../../ledger/fold.ts';
import type { Statement } from '../../ledger/statement.ts';
import { whoDoes } from '../../verdict/people.ts';
import type { ItemVerdict, Verdict } from '../../verdict/verdict.ts';
import { type People, whoWords } from '../item-words.ts';

export interface SetBackInput {
  readonly verdict: { readonly head: Verdict['head']; readonly items: readonly Pick<ItemVerdict, 'id' | 'state'>[] };
  readonly items: readonly Item[];
  readonly people: People;
}

/** Whoever tries more than this has read it by then. */
const mostShown = 3;

/** Boxes that went back to what they were, by whom and why, until somebody has done the item: without a word it looks like a fault. */
export function setBackNotes(statements: readonly Statement[], { verdict, items, people }: SetBackInput): string[] {
  const open = new Set(verdict.items.flatMap(({ id, state }) => (state === 'open' || state === 'stale' ? [id] : [])));
  const refused = statements.filter(({ act, via, head, item }) => {
    return act === 'refused' && via === 'box' && head === verdict.head && item !== undefined && open.has(item);
  });
  const newest = new Map(refused.toSorted(inOrder).map((each) => [`${each.by.id} ${each.item}`, each]));
  return [...newest.values()].slice(-mostShown).flatMap(({ by, item: id, reason = '' }) => {
    const item = items.find((each) => each.id === id);
    if (item === undefined) return [];
    const may = whoDoes(item.proof);
    const how = may === undefined ? '' : ` May: ${whoWords(may, people)}.`;
    return [`${by.login} changed the box of “${item.title}”, and it was set back: ${reason.replace(/^[a-z-]+: /, '')}.${how}`];
  });
}
