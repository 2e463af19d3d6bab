import type { Proof, Who } from '../checklist/model.ts';
import { type Policy, policyOwner } from '../checklist/policy.ts';
import type { Person } from '../ledger/statement.ts';
import type { Facts, PersonFacts } from './facts.ts';

/** `unknown` is "cannot verify": it never unticks and never passes. */
export type Right = 'yes' | 'no' | 'unknown';

/** Roles that the rules themselves speak of. Nobody holds one that the policy does not map, but for the last. */
export const roles = {
  waivers: 'waivers',
  release: 'release',
  incident: 'incident-commander',
  policyOwner,
} as const;

/** All that it takes to tell who may. */
export interface WhoContext {
  readonly policy: Pick<Policy, 'people'>;
  readonly facts: Pick<Facts, 'people'>;
}

export interface PeopleContext {
  readonly policy: Policy;
  readonly facts: Facts;
}

/** Whether somebody may act as `who` asks: any of the named ways is enough. Bots never may. */
export function mayAct(person: Person, who: Who, context: WhoContext): Right {
  const known = context.facts.people[String(person.id)];
  if (known === undefined) return 'unknown';
  if (known.kind !== 'human') return 'no';
  return anyOf(waysOf(known, who, context));
}

export function holdsRole(person: Person, role: string, context: WhoContext): Right {
  return mayAct(person, { role }, context);
}

type Holders = Pick<Who, 'team' | 'users' | 'admin'>;

/** Who holds a role. What releases are judged by belongs to whoever administers the repository, unless the policy names others. */
export function holdersOf(role: string, people: Policy['people']): Holders | undefined {
  if (Object.hasOwn(people, role)) return people[role];
  return role === roles.policyOwner ? { admin: true } : undefined;
}

export function isMapped(role: string, policy: Pick<Policy, 'people'>): boolean {
  return holdersOf(role, policy.people) !== undefined;
}

/** Author, pusher, co-author, or the human behind a bot. */
export function isAuthor(person: Pick<Person, 'id'>, facts: Pick<Facts, 'authors'>): Right {
  if (facts.authors === null || facts.authors.length === 0) return 'unknown';
  return facts.authors.includes(person.id) ? 'yes' : 'no';
}

function waysOf(known: PersonFacts, who: Who, context: WhoContext): Right[] {
  const ways: Right[] = [];
  if (who.write) ways.push(hasWrite(known));
  if (who.users) ways.push(isNamed(known, who.users));
  if (who.team !== undefined) ways.push(inTeam(known, who.team));
  if (who.codeowners) ways.push(known.codeowner);
  if (who.admin) ways.push(isAdmin(known));
  if (who.role !== undefined) {
    const mapped = holdersOf(who.role, context.policy.people);
    ways.push(mapped === undefined ? 'no' : anyOf(waysOf(known, { ...mapped }, context)));
  }
  return ways;
}

export function hasWrite(known: Pick<PersonFacts, 'permission'>): Right {
  if (known.permission === 'unknown') return 'unknown';
  return known.permission === 'write' || known.permission === 'maintain' || known.permission === 'admin' ? 'yes' : 'no';
}

function isAdmin({ permission }: PersonFacts): Right {
  if (permission === 'unknown') return 'unknown';
  return permission === 'admin' ? 'yes' : 'no';
}

/** Names change hands: of somebody who could not be looked up it is not known whether that is still theirs. */
function isNamed({ login, permission }: PersonFacts, users: readonly string[]): Right {
  if (!users.some((each) => each.toLowerCase() === login.toLowerCase())) return 'no';
  return permission === 'unknown' ? 'unknown' : 'yes';
}

function inTeam(known: PersonFacts, team: string): Right {
  const membership = Object.hasOwn(known.teams, team) ? known.teams[team] : 'unknown';
  if (membership === 'member') return 'yes';
  return membership === 'not-member' ? 'no' : 'unknown';
}

function anyOf(ways: readonly Right[]): Right {
  if (ways.includes('yes')) return 'yes';
  return ways.includes('unknown') ? 'unknown' : 'no';
}

/** Who may say that it is done; nobody where a machine or other items say so. */
export function whoDoes(proof: Proof): Who | undefined {
  if (proof.by === 'sign-off') return { role: proof.role };
  return proof.by === 'person' ? proof.who : undefined;
}

/** In words, for "who may". */
export function describeWho(who: Who): string {
  const ways = [
    who.write ? 'anybody with write access' : undefined,
    who.role === undefined ? undefined : `the role ${who.role}`,
    who.team === undefined ? undefined : `the team ${who.team}`,
    who.users === undefined ? undefined : who.users.join(', '),
    who.codeowners ? 'an owner of the changed code' : undefined,
    who.admin ? 'an administrator of the repository' : undefined,
  ].filter((way) => way !== undefined);
  return ways.length === 0 ? 'nobody' : ways.join(' or ');
}
