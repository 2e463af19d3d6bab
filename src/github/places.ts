import type { Place } from '../reconcile/ports/place.ts';
import type { Platform } from '../reconcile/ports/platform.ts';
import { unlessGone } from './client/ask.ts';
import { allPages } from './client/pages.ts';
import { bigId, listOf, mapped, oid, orNull, shaped, text } from './client/shape.ts';
import { askRepo, type Link } from './link.ts';

const readRepository = shaped({ id: bigId, name: text, owner: shaped({ login: text }) });

/** How a repository is called now; nothing where it may not be seen any more. */
export async function placeNow(link: Link, place: Place): Promise<Place | undefined> {
  const found = await unlessGone(() => askRepo(link, { place, route: 'GET /', read: readRepository }));
  if (found === undefined || found.id !== place.repoId) return undefined;
  return { ...place, owner: found.owner.login, name: found.name };
}

const mostPages = 200;

export function createPlaces(link: Link): Pick<Platform, 'repository' | 'installations' | 'repositories'> {
  return {
    repository: async ({ installation, owner, name }) => {
      const found = await unlessGone(() => link.graphql(byName(installation, owner, name)));
      if (!found) return undefined;
      const place = { installation, repoId: found.databaseId, owner: found.owner.login, name: found.name };
      // Where there is no commit yet, there is no branch to name.
      const { name: branch = '', target } = found.defaultBranchRef ?? {};
      return { place, branch, tip: target?.oid ?? null };
    },
    installations: async () => {
      const read = mapped(listOf(shaped({ id: bigId, suspended_at: orNull(text) })), (found) => found);
      const all = await allPages(link.client, { route: 'GET /app/installations', as: 'app', read }, { most: mostPages });
      return all.filter(({ suspended_at: suspended }) => suspended === null).map(({ id }) => id);
    },
    repositories: async (installation) => {
      const read = mapped(shaped({ repositories: listOf(readRepository) }), ({ repositories }) => repositories);
      const ask = { route: 'GET /installation/repositories', as: installation, read };
      const all = await allPages(link.client, ask, { most: mostPages });
      return all.map(({ id, name, owner }): Place => ({ installation, repoId: id, owner: owner.login, name }));
    },
  };
}

const readNamed = mapped(
  shaped({
    repository: shaped({
      databaseId: bigId,
      name: text,
      owner: shaped({ login: text }),
      defaultBranchRef: orNull(shaped({ name: text, target: shaped({ oid }) })),
    }),
  }),
  ({ repository }) => repository,
);

function byName(installation: number, owner: string, name: string) {
  return {
    name: 'GonogoRepository',
    query: `query GonogoRepository($owner: String!, $name: String!) {
      repository(owner: $owner, name: $name) { databaseId name owner { login } defaultBranchRef { name target { oid } } } }`,
    variables: { owner, name },
    installation,
    subject: [['repository']],
    read: readNamed,
  };
}
