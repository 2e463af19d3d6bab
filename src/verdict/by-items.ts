import { type Item, type ItemId, type Phase, type Place, phases } from '../checklist/model.ts';
import type { Context } from './context.ts';
import { isSatisfied, type LookUp, type Outcome, toleranceOf } from './outcome.ts';
import { askedPhases } from './phases.ts';
import type { Proved } from './proof.ts';
import type { GroupVerdict } from './verdict.ts';

interface RollUp {
  readonly item: Item;
  readonly of: 'all-above' | readonly ItemId[];
  readonly context: Context;
  readonly lookUp: LookUp;
}

/** Nobody ticks a roll-up: it is what its items are, and of nothing it cannot tell. */
export function proveByItems({ item, of, context, lookUp }: RollUp): Proved {
  const ids = of === 'all-above' ? above(item, context) : of;
  const found = ids.map((id) => lookUp(id));
  const unknown = ids.filter((_, index) => found[index] === undefined);
  if (unknown.length > 0) {
    return answer(
      'cannot-tell',
      `it speaks of ${unknown.join(', ')}, which the checklist does not have`,
      'Correct the ids in the roll-up.',
    );
  }
  const counted = found.filter((outcome) => outcome?.applies === true).filter((outcome) => outcome !== undefined);
  if (counted.length === 0)
    return answer('cannot-tell', 'there is no item that it could stand for', 'Put required items above it.');
  if (counted.every((each) => each.state === 'not-applicable')) return answer('not-applicable', 'nothing of it applies');
  const { state, done, total } = sum(counted);
  const because = `${done} of ${total} items are done`;
  return state === 'passed' ? answer('passed', because) : answer(state, because, 'It closes by itself when its items are done.');
}

/** The items written before it that block, of its own phase or an earlier one. A rollback is another story: only its own items count there. */
function above(item: Item, context: Context): ItemId[] {
  const { items } = context.policy.checklist;
  const upTo: readonly Phase[] = item.phase === 'rollback' ? ['rollback'] : phases.slice(0, phases.indexOf(item.phase) + 1);
  // What was asked of the pull request has its answers there.
  const asked = askedPhases(context.subject.kind);
  const reached = asked.includes(item.phase) ? upTo.filter((phase) => asked.includes(phase)) : upTo;
  const before = items.slice(0, items.indexOf(item));
  return before
    .filter((each) => each.level === 'must' && reached.includes(each.phase) && !toleranceOf(each, context.clock))
    .map((each) => each.id);
}

/** One row for each group in which something applies, in the order of the checklist. */
export function groupsOf(outcomes: readonly Outcome[]): GroupVerdict[] {
  const members = new Map<string, { group: Place; outcomes: Outcome[] }>();
  for (const outcome of outcomes) {
    for (const group of outcome.item.path.filter(({ kind }) => kind === 'group')) {
      const entry = members.get(group.id) ?? { group, outcomes: [] };
      entry.outcomes.push(outcome);
      members.set(group.id, entry);
    }
  }
  return [...members.values()].flatMap(({ group, outcomes: within }) => {
    const counted = within.filter(({ applies }) => applies);
    return counted.length === 0 ? [] : [{ id: group.id, title: group.title, ...sum(counted) }];
  });
}

function sum(outcomes: readonly Outcome[]): Pick<GroupVerdict, 'state' | 'done' | 'total'> {
  const states = outcomes.map(({ state }) => state);
  const done = states.filter(isSatisfied).length;
  const total = states.length;
  if (states.includes('failed')) return { state: 'failed', done, total };
  if (states.includes('cannot-tell')) return { state: 'cannot-tell', done, total };
  return { state: done === total ? 'passed' : 'waiting', done, total };
}

function answer(state: Proved['state'], because: string, next?: string): Proved {
  return { state, because, voices: [], ...(next !== undefined && { next }) };
}
