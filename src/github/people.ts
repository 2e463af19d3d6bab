import type { Person } from '../ledger/statement.ts';
import type { Place } from '../reconcile/ports/place.ts';
import type { Platform } from '../reconcile/ports/platform.ts';
import type { PersonFacts } from '../verdict/facts.ts';
import { isFault, unlessGone } from './client/ask.ts';
import { bigId, oneOf, orNull, shaped, text } from './client/shape.ts';
import { askRepo, type Link } from './link.ts';

type Permission = PersonFacts['permission'];

/** What people may do now. One who cannot be looked up is unknown; that nobody may ask at all is thrown. */
export function createPeople(link: Link): Pick<Platform, 'people'> {
  return {
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

async function lookUp(link: Link, { place, person, teams }: Look): Promise<PersonFacts> {
  const found = await permissionOf(link, place, person);
  // Under that login there may be somebody else by now: nothing that is said of a login is said of this person then.
  if (found?.user?.id !== person.id) return unknown(person.login, teams);
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

function unknown(login: string, teams: readonly string[]): PersonFacts {
  const none = teams.map((team) => [team, 'unknown'] as const);
  return { login, kind: 'human', permission: 'unknown', teams: Object.fromEntries(none), codeowner: 'unknown' };
}

const readPermission = shaped({
  permission: oneOf('admin', 'maintain', 'write', 'triage', 'read', 'none'),
  role_name: orNull(text),
  user: orNull(shaped({ id: bigId, login: text, type: text })),
});

function permissionOf(link: Link, place: Place, { login }: Person) {
  return unlessUnknown(() =>
    unlessGone(() =>
      askRepo(link, {
        place,
        route: 'GET /collaborators/{username}/permission',
        parameters: { username: login },
        read: readPermission,
      }),
    ),
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
