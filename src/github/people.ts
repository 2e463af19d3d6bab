import type { Person } from '../ledger/statement.ts';
import type { Place } from '../reconcile/ports/place.ts';
import type { Platform } from '../reconcile/ports/platform.ts';
import type { PersonFacts } from '../verdict/facts.ts';
import { readUser } from './actor.ts';
import { isFault, unlessGone } from './client/ask.ts';
import { bigId, oneOf, orNull, shaped, text } from './client/shape.ts';
import { askRepo, type Link } from './link.ts';

type Permission = PersonFacts['permission'];

/** What people may do now. One who cannot be looked up is unknown; that nobody may ask at all is thrown. */
export function createPeople(link: Link): Pick<Platform, 'people' | 'account'> {
  return {
    account: ({ place, login }) =>
      unlessGone(() =>
        link.client.ask({
          route: 'GET /users/{username}',
          parameters: { username: login },
          as: place.installation,
          read: readUser,
        }),
      ),
    people: async ({ place, people, teams }) => {
      const once = [...new Map(people.map((person) => [person.id, person])).values()];
      const looked = await Promise.all(once.map((person) => lookUp(link, { place, person, teams })));
      return Object.fromEntries(once.map(({ id }, index) => [String(id), looked[index] ?? unknown(`${id}`, teams)]));
    },
  };
}

interface Look {
  readonly place: Place;
  readonly person: Person;
  readonly teams: readonly string[];
}

async function lookUp(link: Link, look: Look): Promise<PersonFacts> {
  const { place, person, teams } = look;
  const answer = await permissionOf(link, place, person.login);
  if (answer === undefined) return unknown(person.login, teams);
  if (answer.found?.user?.id === person.id) return factsIn(link, look, answer.found);
  // Under that login there is nobody, or somebody else by now: what is said of a login is not said of this person then.
  const account = await unlessUnknown(async () => ({ now: await accountBy(link, place, person.id) }));
  if (account === undefined) return unknown(person.login, teams);
  if (account.now === undefined) return departed(teams);
  const again = account.now.login === person.login ? undefined : await permissionOf(link, place, account.now.login);
  return again?.found?.user?.id === person.id ? factsIn(link, look, again.found) : unknown(person.login, teams);
}

async function factsIn(link: Link, { place, teams }: Look, found: Found): Promise<PersonFacts> {
  if (found.user === null) throw new TypeError('the permission is nobody’s');
  const { login, type } = found.user;
  const memberships = teams.map(async (team) => [team, await membershipOf(link, { place, login, team })] as const);
  return {
    login,
    kind: type === 'User' ? 'human' : 'bot',
    permission: permissionIn(found),
    teams: Object.fromEntries(await Promise.all(memberships)),
    codeowner: 'unknown',
  };
}

/** The account is no more: it may do nothing, and that is known. */
function departed(teams: readonly string[]): PersonFacts {
  const none = teams.map((team) => [team, 'not-member'] as const);
  // Whoever has that name by now is somebody else.
  return { login: '', kind: 'human', permission: 'none', teams: Object.fromEntries(none), codeowner: 'no' };
}

function unknown(login: string, teams: readonly string[]): PersonFacts {
  const none = teams.map((team) => [team, 'unknown'] as const);
  return { login, kind: 'human', permission: 'unknown', teams: Object.fromEntries(none), codeowner: 'unknown' };
}

const readPermission = shaped({
  permission: oneOf('admin', 'maintain', 'write', 'triage', 'read', 'none'),
  role_name: orNull(text),
  user: orNull(shaped({ id: bigId, login: text, type: text })),
});

type Found = ReturnType<typeof readPermission>;

/** Undefined when it could not be found out; `found` is undefined when nobody has that name. */
function permissionOf(link: Link, place: Place, login: string): Promise<{ readonly found: Found | undefined } | undefined> {
  return unlessUnknown(async () => ({
    found: await unlessGone(() =>
      askRepo(link, {
        place,
        route: 'GET /collaborators/{username}/permission',
        parameters: { username: login },
        read: readPermission,
      }),
    ),
  }));
}

/** Ids stay where names change. */
function accountBy(link: Link, place: Place, id: number) {
  return unlessGone(() =>
    link.client.ask({
      route: 'GET /user/{account_id}',
      parameters: { account_id: id },
      as: place.installation,
      read: readUser,
      isDoubted: true,
    }),
  );
}

const roles: readonly Permission[] = ['read', 'triage', 'write', 'maintain', 'admin'];

/** `permission` knows no triage and no maintain; a role that an organisation made itself is worth what it is built on. */
function permissionIn({ permission, role_name: role }: ReturnType<typeof readPermission>): Permission {
  if (permission === 'none') return 'none';
  return roles.find((each) => each === role) ?? permission;
}

const readMembership = shaped({ state: oneOf('active', 'pending') });

async function membershipOf(
  link: Link,
  { place, login, team }: { readonly place: Place; readonly login: string; readonly team: string },
): Promise<PersonFacts['teams'][string]> {
  const [org = '', slug = '', ...rest] = team.split('/');
  if (org === '' || slug === '' || rest.length > 0) return 'unknown';
  const answer = await unlessUnknown(async () => {
    const ask = {
      route: 'GET /orgs/{org}/teams/{team_slug}/memberships/{username}',
      parameters: { org, team_slug: slug, username: login },
      as: place.installation,
      read: readMembership,
    };
    return { found: await unlessGone(() => link.client.ask(ask)) };
  });
  if (answer === undefined) return 'unknown';
  return answer.found?.state === 'active' ? 'member' : 'not-member';
}

/** A limit is no answer about anybody; everything else that fails is one about this person: unknown. */
async function unlessUnknown<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (isFault(error, 'forbidden', 'refused', 'unavailable', 'unclear')) return undefined;
    throw error;
  }
}
