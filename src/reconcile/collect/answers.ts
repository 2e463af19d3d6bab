import type { Who } from '../../checklist/model.ts';
import type { Policy } from '../../checklist/policy.ts';
import type { Known, Named, PlatformAnswers, ShownReview } from '../../gates/engine/platform.ts';
import { ProblemError } from '../../ground/problem.ts';
import type { Facts } from '../../verdict/facts.ts';
import { hasWrite, isAuthor, isMapped, mayAct } from '../../verdict/people.ts';
import { isOwner, type Owners, ownersAt, owningTeams } from '../policy/codeowners.ts';
import type { Actor, Place } from '../ports/place.ts';
import type { PullSnapshot, Review } from '../ports/snapshot.ts';
import { authorsOf, changeOf } from '../pull/facts.ts';
import type { World } from '../world.ts';

export interface Answering {
  readonly world: World;
  readonly place: Place;
  readonly head: string;
  readonly policy: Policy;
  /** As it is now; asked for only by who needs it. */
  readonly snapshot: () => Promise<PullSnapshot>;
  /** Null when it is not known who pushed the head. */
  readonly pushers: readonly Actor[] | null;
}

/** What a gate may ask of the platform, of one pull request. */
export function answersFor(answering: Answering): PlatformAnswers {
  const { world, place, head } = answering;
  return {
    head,
    checks: () => world.platform.shownChecks({ place, sha: head }),
    reviews: (named) => reviewsOf(named, answering),
  };
}

async function reviewsOf(named: Named, answering: Answering): Promise<ShownReview[]> {
  const { world, place, policy, pushers } = answering;
  if (named.role !== undefined && !isMapped(named.role, policy)) throw notMapped(named.role);
  const snapshot = await answering.snapshot();
  if (snapshot.reviews === null) throw tooMany();
  const opinions = opinionsOf(snapshot.reviews);
  const { owners, paths } = await ownersOf(world, snapshot);
  const role = named.role === undefined ? undefined : policy.people[named.role];
  const teams = [named.team, role?.team].filter((team) => team !== undefined);
  const people = opinions.map(({ by: { id, login } }) => ({ id, login }));
  const all = [...new Set([...teams, ...owningTeams(owners, paths)])].toSorted();
  const looked = await world.platform.people({ place, people, teams: all });
  const authors = authorsOf({ snapshot, pushers });
  const context = { policy, facts: { people: looked } };
  return opinions.flatMap(({ by, says, on, url }): ShownReview[] => {
    const known = looked[String(by.id)];
    // Programs have no opinion.
    if (known === undefined || known.kind !== 'human') return [];
    return [
      {
        by: by.login,
        says,
        isCurrent: on?.sha === snapshot.head.sha,
        own: isAuthor(by, { authors }),
        write: hasWrite(known),
        named: isNamed(by, named, context),
        codeowner: isOwner(known, owners, paths),
        url,
      },
    ];
  });
}

interface Opinion extends Omit<Review, 'by' | 'says'> {
  readonly by: Actor;
  readonly says: 'approved' | 'changes';
}

/**
 * The last word of each person. One that was dismissed takes an approval with it, and not what somebody asked for before: that was never
 * answered.
 */
export function opinionsOf(reviews: readonly Review[]): Opinion[] {
  const people = new Map<number, Opinion>();
  for (const { by, says, ...rest } of reviews) {
    if (by === null || by.kind !== 'human') continue;
    if (says !== 'dismissed') people.set(by.id, { ...rest, by, says });
    else if (people.get(by.id)?.says === 'approved') people.delete(by.id);
  }
  return [...people.values()];
}

async function ownersOf(
  { platform }: World,
  snapshot: PullSnapshot,
): Promise<{ readonly owners: Owners; readonly paths: readonly string[] | null }> {
  const { place, base } = snapshot;
  if (base.tip === null) return { owners: { is: 'broken' }, paths: null };
  const owners = await ownersAt(platform, { place, commit: base.tip.sha });
  if (owners.is !== 'read') return { owners, paths: null };
  return { owners, paths: (await changeOf(platform, snapshot))?.paths ?? null };
}

function isNamed(
  by: Actor,
  { role, team, users }: Named,
  context: { readonly policy: Policy; readonly facts: Pick<Facts, 'people'> },
): Known {
  const who: Who = { ...(role !== undefined && { role }), ...(team !== undefined && { team }), ...(users && { users }) };
  return mayAct(by, who, context);
}

function notMapped(role: string): ProblemError {
  return new ProblemError({
    code: 'gate.no-role',
    message: `The role ${role} is nobody's: the policy does not map it.`,
    remedy: `Name its people: people: { ${role}: { team: ORGANISATION/TEAM } }.`,
  });
}

function tooMany(): ProblemError {
  return new ProblemError({
    code: 'gate.too-many',
    message: 'There are more reviews than GitHub tells of.',
    remedy: 'Open a new pull request for this release.',
  });
}
