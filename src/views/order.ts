import type { Phase, Place } from '../checklist/model.ts';
import { phases } from '../checklist/model.ts';
import { blocks, decisionOf } from '../verdict/decide.ts';
import { isOwed, isSatisfied } from '../verdict/outcome.ts';
import type { Decision, ItemVerdict, Obstacle, PhaseVerdict, Verdict } from '../verdict/verdict.ts';
import { spoken } from './when.ts';

/** One thing that stands between the subject and its go. */
export interface Todo {
  readonly urgency: Decision;
  readonly title: string;
  readonly because: string;
  /** Who can do what about it. */
  readonly next?: string;
  readonly item?: ItemVerdict;
  readonly obstacle?: Obstacle['kind'];
}

const urgencies = ['no-go', 'cannot-tell', 'waiting'] as const satisfies readonly Decision[];

/** What to fix first: failed, then what has no answer, then what is open; in each, obstacles and then items as they were written. */
export function fixFirst(verdict: Verdict): Todo[] {
  if (verdict.decision === 'go') return [];
  const todos = [...verdict.obstacles.map(todoOfObstacle), ...verdict.items.filter(blocks).map(todoOfItem)];
  return urgencies.flatMap((urgency) => withoutEchoes(todos.filter((todo) => todo.urgency === urgency)));
}

/** What a broken glass passed over, in the order of the checklist. */
export function skipped({ emergency, items }: Verdict): ItemVerdict[] {
  return items.filter(({ id }) => emergency?.skipped.includes(id) === true);
}

/**
 * The same list with what is alike in one group: forty items that wait for the same people need not say so forty times. What failed or
 * has no answer stands alone, because it has findings of its own.
 */
export function alike(todos: readonly Todo[]): Todo[][] {
  const key = ({ item, urgency, because, next }: Todo) =>
    item === undefined || urgency !== 'waiting' || item.answer !== undefined ? undefined : `${because}\n${next ?? ''}`;
  const groups = Map.groupBy(todos, (todo) => key(todo) ?? todo);
  return [...groups.values()];
}

/** A roll-up repeats what its items say, so it is worth a line only when none of them has one. */
function withoutEchoes(todos: readonly Todo[]): Todo[] {
  const own = todos.filter((todo) => todo.item?.by !== 'items');
  return own.some((todo) => todo.item !== undefined) ? own : [...todos];
}

function todoOfItem(item: ItemVerdict): Todo {
  const remedy = item.next ?? item.answer?.judgement.remedy;
  return {
    urgency: decisionOf(item.state),
    title: item.title,
    because: spoken(item.because),
    ...(remedy !== undefined && { next: spoken(remedy) }),
    item,
  };
}

const obstacleTitles = {
  hold: 'Held',
  freeze: 'Freeze',
  'second-person': 'A second person',
  merge: 'The merge',
  debt: 'Left over from an emergency',
  policy: 'The policy',
  'nothing-required': 'Nothing is required',
  'all-deferred': 'Everything is put off',
  contradiction: 'Two parts disagree',
} as const satisfies { readonly [K in Obstacle['kind']]: string };

function todoOfObstacle({ kind, decision, because, next }: Obstacle): Todo {
  return { urgency: decision, title: obstacleTitles[kind], because: spoken(because), next: spoken(next), obstacle: kind };
}

/** A section or group with what stands in it, in the order of the checklist. */
export interface Branch {
  readonly place: Place;
  readonly items: readonly ItemVerdict[];
  readonly branches: readonly Branch[];
  /** Of the required items in it and below. */
  readonly done: number;
  readonly required: number;
  /** The `may` items, folded away: how many there are, and how many of them are open. */
  readonly optional: { readonly items: readonly ItemVerdict[]; readonly total: number; readonly open: number };
}

const root: Place = { kind: 'section', id: '', title: '' };

/** The items of the phases that are open now, as a tree. Its root is the checklist itself. */
export function treeOf(verdict: Verdict): Branch {
  return branchOf(root, itemsNow(verdict), 0);
}

/** The items of the phases that are open now, in the order of the checklist. */
export function itemsNow({ items, phases: shown }: Verdict): ItemVerdict[] {
  const later = new Set(shown.filter(({ role }) => role === 'later').map(({ phase }) => phase));
  return items.filter(({ phase }) => !later.has(phase));
}

function branchOf(place: Place, items: readonly ItemVerdict[], depth: number): Branch {
  const below = Map.groupBy(items, (item) => item.path[depth]?.id);
  const own = below.get(undefined) ?? [];
  const branches = [...below].flatMap(([, inside]) => {
    const next = inside[0]?.path[depth];
    return next === undefined ? [] : [branchOf(next, inside, depth + 1)];
  });
  const required = items.filter((item) => item.required);
  const folded = own.filter((item) => item.level === 'may');
  return {
    place,
    items: own.filter((item) => item.level !== 'may'),
    branches,
    done: required.filter((item) => isSatisfied(item.state)).length,
    required: required.length,
    optional: {
      items: folded,
      total: folded.length,
      open: folded.filter((item) => item.applies && !isSatisfied(item.state)).length,
    },
  };
}

export interface LaterPhase {
  readonly phase: Phase;
  readonly from?: string;
  readonly items: number;
}

/** Phases that do not decide yet, in the order of a release; one without items is not worth a line. */
export function laterPhases(verdict: Verdict): LaterPhase[] {
  const waiting = (phase: PhaseVerdict) => phase.role === 'later';
  return verdict.phases
    .filter(waiting)
    .toSorted((a, b) => phases.indexOf(a.phase) - phases.indexOf(b.phase))
    .map(({ phase, from }) => ({
      phase,
      ...(from !== undefined && { from }),
      items: verdict.items.filter((item) => item.phase === phase && item.applies).length,
    }))
    .filter((phase) => phase.items > 0);
}

/** Closed by an exception, which is no proof: waived, or said not to apply. */
export function exceptionsOf(verdict: Verdict): ItemVerdict[] {
  return itemsNow(verdict).filter(({ applies, state }) => applies && (state === 'waived' || state === 'not-applicable'));
}

/** Closed by what somebody said for every release. */
export function standingOf(verdict: Verdict): ItemVerdict[] {
  return itemsNow(verdict).filter(({ applies, state }) => applies && state === 'standing');
}

/** Open and not blocking, but to be answered for. */
export function debtsOf({ items, phases: shown }: Verdict): ItemVerdict[] {
  return items.filter((item) => isOwed(item, shown));
}
