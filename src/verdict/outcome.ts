import type { Item } from '../checklist/model.ts';
import type { Clock } from './context.ts';
import type { Proved } from './proof.ts';
import type { ItemVerdict, PhaseVerdict, State } from './verdict.ts';

/** What is known of one item, whatever the subject asks of it. */
export interface Outcome extends Proved {
  readonly item: Item;
  readonly applies: boolean;
}

export type LookUp = (id: string) => Outcome | undefined;

const satisfying: ReadonlySet<State> = new Set<State>(['ticked', 'signed', 'passed', 'waived', 'not-applicable', 'standing']);

export function isSatisfied(state: State): boolean {
  return satisfying.has(state);
}

/** The policy's own patience with an item: not enforced yet, or known to be open when the check was introduced. */
export function toleranceOf(item: Item, clock: Clock): ItemVerdict['tolerated'] {
  if (item.enforceFrom !== undefined && !clock.reached(item.enforceFrom))
    return { kind: 'not-yet-enforced', until: item.enforceFrom };
  if (item.debt && !clock.reached(item.debt.until)) return { kind: 'debt', ...item.debt };
  return undefined;
}

/** Not done and not blocking, but to be answered for: a `should` of a phase that decides, and what is tolerated for a while. */
export function isOwed(item: ItemVerdict, phases: readonly PhaseVerdict[]): boolean {
  if (!item.applies || isSatisfied(item.state)) return false;
  const decides = phases.some(({ phase, role }) => phase === item.phase && role === 'decides');
  return item.tolerated !== undefined || (item.level === 'should' && decides);
}
