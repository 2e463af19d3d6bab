import { isSatisfied } from './outcome.ts';
import type { Decision, ItemVerdict, Obstacle, State } from './verdict.ts';

const worstFirst: readonly Decision[] = ['no-go', 'cannot-tell', 'waiting', 'go'];

/** The worst of several decisions; of none, nobody can tell. */
export function combine(decisions: readonly Decision[]): Decision {
  return worstFirst.find((decision) => decisions.includes(decision)) ?? 'cannot-tell';
}

/** What one required item means for the release. */
export function decisionOf(state: State): Decision {
  if (isSatisfied(state)) return 'go';
  if (state === 'failed') return 'no-go';
  return state === 'cannot-tell' ? 'cannot-tell' : 'waiting';
}

/** Required, and not for the moment tolerated. */
export function blocks(item: ItemVerdict): boolean {
  return item.required && item.tolerated === undefined && !isSatisfied(item.state);
}

export interface Considered {
  readonly items: readonly ItemVerdict[];
  readonly obstacles: readonly Obstacle[];
}

/** First that holds: failed, cannot tell, something to do; else go. */
export function decide({ items, obstacles }: Considered): Decision {
  return combine([
    'go',
    ...items.filter(blocks).map(({ state }) => decisionOf(state)),
    ...obstacles.map(({ decision }) => decision),
  ]);
}

/** Nothing to prove is nothing proved. */
export function emptiness(items: readonly ItemVerdict[], scope: 'all' | 'machine'): Obstacle[] {
  const required = items.filter((item) => item.required && item.state !== 'not-applicable');
  if (required.length === 0) {
    const because = scope === 'machine' ? 'no required item that a gate proves applies here' : 'no required item applies here';
    const next =
      scope === 'machine'
        ? 'Bind an item to a gate and configure what the gate needs (`gonogo lint --suggest` shows which ones), or judge all items.'
        : 'See that the checklist has items of level must whose conditions hold and whose phase decides here.';
    return [{ kind: 'nothing-required', decision: 'cannot-tell', because, next }];
  }
  if (required.some((item) => item.tolerated === undefined)) return [];
  return [
    {
      kind: 'all-deferred',
      decision: 'cannot-tell',
      because: 'every required item is deferred (enforceFrom, or debt of the baseline)',
      next: 'Use enforcement: observe until at least one of them is to block.',
    },
  ];
}
