import { origins } from '../gates/engine/contract.ts';
import { canonical, digest } from '../ground/json.ts';
import { own } from './bind.ts';
import { type Freeze, type Policy, powers, usualSettle } from './policy.ts';
import { stricterItems } from './stricter-items.ts';

/** The policy to judge by while a board is open, and what of it comes only from when that was opened. */
export interface Stricter {
  readonly policy: Policy;
  /** Titles of items. */
  readonly items: readonly string[];
  /** Keys of the configuration. */
  readonly settings: readonly string[];
}

/**
 * What releases are asked while one is open: all that is asked now, and all that was asked when it was opened. Neither takes anything away
 * from the other, so that nobody waits for a policy that suits a release which is on its way.
 */
export function stricterOf(opened: Policy, current: Policy): Stricter {
  if (opened.digest === current.digest) return { policy: current, items: [], settings: [] };
  const { items, kept } = stricterItems(opened.checklist.items, current.checklist.items);
  const { digest: _digest, components: _components, check: _check, ...now } = current;
  const components = componentsOf(opened.components, current.components);
  const check = checkOf(opened.check, current.check);
  const content: Omit<Policy, 'digest'> = {
    ...now,
    enforcement: opened.enforcement === 'enforce' ? 'enforce' : current.enforcement,
    solo: current.solo && opened.solo,
    checklist: { ...current.checklist, items },
    freeze: [...current.freeze, ...opened.freeze.filter((each) => !has(current.freeze, each))],
    people: peopleOf(opened.people, current.people),
    targets: { ...current.targets, ...opened.targets },
    trust: trustOf(opened.trust, current.trust),
    ...(components && { components }),
    ...(check && { check }),
  };
  const settings = compared.filter((key) => canonical(content[key] ?? null) !== canonical(current[key] ?? null));
  return { policy: sealed(content), items: kept, settings };
}

const compared = ['enforcement', 'solo', 'freeze', 'people', 'targets', 'trust', 'components', 'check'] as const;

/** With the digest of what it says by now. */
export function sealed(content: Omit<Policy, 'digest'>): Policy {
  const { commit: _commit, ...said } = content;
  return { ...content, digest: digest(said) };
}

function has(all: readonly Freeze[], freeze: Freeze): boolean {
  return all.some((each) => canonical(each) === canonical(freeze));
}

/**
 * Who holds a role is a fact of now, as who is in a team is: whoever was named since may sign, and whoever was taken out may not. A role
 * that lets something pass, and that nobody held, is still held by nobody.
 */
function peopleOf(opened: Policy['people'], current: Policy['people']): Policy['people'] {
  const later: readonly string[] = powers.filter((role) => own(opened, role) === undefined);
  return Object.fromEntries(Object.entries(current).filter(([role]) => !later.includes(role)));
}

function trustOf(opened: Policy['trust'], current: Policy['trust']): Policy['trust'] {
  const { minimum } = origins.indexOf(opened.minimum) > origins.indexOf(current.minimum) ? opened : current;
  // Where nothing is written, every workflow may be believed, and none is pinned.
  const workflows = opened.workflows && current.workflows ? inBoth(opened.workflows, current.workflows) : undefined;
  const either = workflows ?? opened.workflows ?? current.workflows;
  const pinned = opened.pinned && current.pinned?.filter((each) => opened.pinned?.includes(each));
  return { minimum, ...(either && { workflows: either }), ...(pinned && { pinned }) };
}

/** What both name, without what either excludes. Those that exclude stand last, where nothing takes them back. */
function inBoth(opened: readonly string[], current: readonly string[]): readonly string[] {
  const excluded = [...opened, ...current].filter((glob) => glob.startsWith('!'));
  return [...current.filter((glob) => !glob.startsWith('!') && opened.includes(glob)), ...new Set(excluded)];
}

type Components = NonNullable<Policy['components']>;

/** One that is another now is touched by everything. */
function componentsOf(opened: Components | undefined, current: Components | undefined): Components | undefined {
  if (opened === undefined) return current;
  const both = Object.entries(opened).map(([name, then]): [string, Components[string]] => {
    const now = own(current, name);
    const isSame = now === undefined || canonical(then.paths) === canonical(now.paths);
    return [name, { ...then, ...now, paths: isSame ? then.paths : ['**'] }];
  });
  return { ...current, ...Object.fromEntries(both) };
}

function checkOf(opened: Policy['check'], current: Policy['check']): Policy['check'] {
  if (opened?.settle === undefined && current?.settle === undefined) return current;
  return { ...current, settle: Math.max(opened?.settle ?? usualSettle, current?.settle ?? usualSettle) };
}
