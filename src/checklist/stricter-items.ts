import { canonical } from '../ground/json.ts';
import { itemLoosenings } from './compare.ts';
import { itemDigest } from './digest.ts';
import type { Asked, Item, OnPush } from './model.ts';

interface Together {
  readonly items: readonly Item[];
  /** Titles of those that would not be asked so by what is asked now. */
  readonly kept: readonly string[];
}

/**
 * Those of now in their order, each in the stricter wording, or in both where neither is stricter. What is no more stays behind what it stood
 * behind, so that a board that was posted need not be posted anew for it.
 */
export function stricterItems(opened: readonly Item[], current: readonly Item[]): Together {
  const was = new Map(opened.map((item) => [item.id, item]));
  const is = new Set(current.map(({ id }) => id));
  const taken = new Set([...was.keys(), ...is]);
  const here = current.map((now): { items: readonly Item[]; kept?: Item } => {
    const then = was.get(now.id);
    return then === undefined ? { items: [now] } : bothOf(then, now, taken);
  });
  const gone = opened.filter(({ id }) => !is.has(id));
  const after = Map.groupBy(gone, ({ id }) => lastHere(opened, is, id));
  const items = here.flatMap((each, at) => [...each.items, ...(after.get(current[at]?.id ?? null) ?? [])]);
  return {
    items: [...(after.get(null) ?? []), ...items],
    kept: [...here.flatMap(({ kept }) => (kept === undefined ? [] : [kept])), ...gone].map(({ title }) => title),
  };
}

/** Which one that is still there an item stood behind; null where there was none. */
function lastHere(opened: readonly Item[], is: ReadonlySet<string>, id: string): string | null {
  const before = opened.slice(
    0,
    opened.findIndex((item) => item.id === id),
  );
  return before.findLast((item) => is.has(item.id))?.id ?? null;
}

/** Whoever has answered an item as it was has not answered another one of its name; and what they said is kept. */
function bothOf(then: Item, now: Item, taken: Set<string>): { readonly items: readonly Item[]; readonly kept?: Item } {
  const habits = habitsOf(then, now);
  const was = withHabits(then, habits);
  const is = withHabits(now, habits);
  if (itemLoosenings(was, is).length === 0) return { items: [is], ...(canonical(is) !== canonical(now) && { kept: now }) };
  if (itemLoosenings(is, was).length === 0) return { items: [was], kept: then };
  const id = freeId(now.id, taken);
  return { items: [was, { ...is, id, digest: itemDigest({ ...is, id }) }], kept: then };
}

const longestId = 80;

function freeId(id: string, taken: Set<string>): string {
  const at = (end: string) => `${id.slice(0, longestId - end.length).replace(/[.-]+$/, '')}${end}`;
  let free = at('.now');
  for (let ordinal = 2; taken.has(free); ordinal += 1) free = at(`.now-${ordinal}`);
  taken.add(free);
  return free;
}

type Habits = Pick<Item, 'after' | 'asked' | 'onPush' | 'locked' | 'always' | 'enforceFrom' | 'debt' | 'notApplicable'>;

function withHabits(item: Item, habits: Habits): Item {
  const { enforceFrom: _enforceFrom, debt: _debt, notApplicable: _notApplicable, ...rest } = item;
  return { ...rest, ...habits };
}

/** What is no part of the requirement, so that it changes no answer: the stricter of each. */
function habitsOf(then: Item, now: Item): Habits {
  const enforceFrom =
    then.enforceFrom !== undefined && now.enforceFrom !== undefined ? earlier(then.enforceFrom, now.enforceFrom) : undefined;
  const debt = endingFirst(then.debt, now.debt);
  const notApplicable = endingFirst(then.notApplicable, now.notApplicable);
  return {
    after: [...new Set([...now.after, ...then.after])],
    asked: askedOf(then.asked, now.asked),
    onPush: onPushOf(then.onPush, now.onPush),
    locked: then.locked || now.locked,
    always: then.always || now.always,
    ...(enforceFrom !== undefined && { enforceFrom }),
    ...(debt && { debt }),
    ...(notApplicable && { notApplicable }),
  };
}

/** Instants are written alike, so that their order is that of their text. */
function earlier(one: string, other: string): string {
  return one < other ? one : other;
}

/** Patience that only one of them has is none. */
function endingFirst<T extends { readonly until: string }>(one: T | undefined, other: T | undefined): T | undefined {
  if (one === undefined || other === undefined) return undefined;
  return one.until < other.until ? one : other;
}

function askedOf(then: Asked, now: Asked): Asked {
  if (then === 'each-release' || now === 'each-release') return 'each-release';
  const [was, is] = [then.standing, now.standing];
  if (was.environment !== is.environment) return 'each-release';
  const voidIfChanged = [...new Set([...was.voidIfChanged, ...is.voidIfChanged])];
  // Globs that exclude something mean what they mean only together.
  if (canonical(was.voidIfChanged) !== canonical(is.voidIfChanged) && excludes(voidIfChanged)) return 'each-release';
  return { standing: { ...is, lasts: Math.min(was.lasts, is.lasts), voidIfChanged } };
}

function onPushOf(then: OnPush, now: OnPush): OnPush {
  if (then === 'reset' || now === 'reset') return 'reset';
  if (then === 'keep') return now;
  if (now === 'keep' || canonical(then) === canonical(now)) return then;
  const both = [...new Set([...then.resetIfChanged, ...now.resetIfChanged])];
  return excludes(both) ? 'reset' : { resetIfChanged: both };
}

function excludes(globs: readonly string[]): boolean {
  return globs.some((glob) => glob.startsWith('!'));
}
