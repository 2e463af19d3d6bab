import { epochOf } from '../ground/instant.ts';
import type { Context } from './context.ts';
import type { Outcome } from './outcome.ts';
import { holdsRole, mayAct, roles } from './people.ts';
import { secondPerson } from './second-person.ts';
import type { Obstacle } from './verdict.ts';

/** What stands in the way and is no item. */
export function obstaclesOf(outcomes: readonly Outcome[], context: Context): Obstacle[] {
  return [...holds(context), ...freezes(context), ...secondPerson(outcomes, context), ...mergeOf(context), ...debts(context)];
}

/** Those that stand even in an emergency: somebody's hold, and a policy that asks for nothing. */
export function standsInEmergency({ kind }: Obstacle): boolean {
  return (
    kind === 'hold' || kind === 'policy' || kind === 'contradiction' || kind === 'nothing-required' || kind === 'all-deferred'
  );
}

/** A hold stands until who set it, or the release role, lifts it. Somebody who cannot be verified can stop a release, but not lift a hold. */
function holds(context: Context): Obstacle[] {
  const { holds: set, releases } = context.standpoint;
  const standing = set.filter((hold) => {
    const may = [{ write: true as const }, ...Object.keys(context.policy.people).map((role) => ({ role }))];
    if (may.every((who) => mayAct(hold.by, who, context) === 'no')) return false;
    const later = releases.filter((release) => epochOf(release.at) > epochOf(hold.at));
    return !later.some(({ by }) => by.id === hold.by.id || holdsRole(by, roles.release, context) === 'yes');
  });
  return standing.map(({ by, reason }) => ({
    kind: 'hold',
    decision: 'waiting',
    because: `held by ${by.login}${reason === undefined ? '' : `: ${reason}`}`,
    next: `${by.login} or the role ${roles.release} lifts it with /gonogo release-hold.`,
  }));
}

function freezes({ subject, policy, clock }: Context): Obstacle[] {
  if (subject.kind === 'release' || subject.kind === 'workspace') return [];
  // An end that cannot be read does not end it.
  const ended = (until: string) => !Number.isNaN(epochOf(until)) && clock.reached(until);
  const now = policy.freeze.filter(({ from, until }) => clock.reached(from) && !ended(until));
  return now.map(({ until, reason }) => ({
    kind: 'freeze',
    decision: 'waiting',
    because: `frozen until ${until}: ${reason}`,
    next: `Wait, or break the glass (role ${roles.incident}).`,
  }));
}

/** A deployment goes out only if its commit was go for the merge. */
function mergeOf({ subject, facts }: Context): Obstacle[] {
  if (subject.kind !== 'deployment' || facts.merge === 'go') return [];
  const decision = facts.merge ?? 'cannot-tell';
  const because =
    facts.merge === null
      ? 'it is not known whether this commit was go for the merge'
      : `the merge of this commit is ${facts.merge}`;
  return [{ kind: 'merge', decision, because, next: 'Settle the checklist of the pull request that brought this commit.' }];
}

function debts({ subject, facts }: Context): Obstacle[] {
  if (subject.kind !== 'pull-request' && subject.kind !== 'merge-group') return [];
  return facts.debts.map(({ item, due, link }) => ({
    kind: 'debt',
    decision: 'waiting',
    because: `${item} was skipped in an emergency and is still owed (due ${due})`,
    next: `Settle it first${link === undefined ? '' : `: ${link}`}.`,
  }));
}
