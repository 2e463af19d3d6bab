import { PlatformError } from '../reconcile/ports/faults.ts';
import type { Place } from '../reconcile/ports/place.ts';
import type { ListedPull, Platform } from '../reconcile/ports/platform.ts';
import { allPages } from './client/pages.ts';
import { bigId, flag, listOf, mapped, oid, oneOf, orNull, shaped, text, whole } from './client/shape.ts';
import { type Link, ofRepo } from './link.ts';
import { gone } from './objects/objects.ts';

/** One point of GraphQL is a hundred lists: a page of so many pull requests, none of which has a list of its own. */
const pageSize = 100;

const readListed = mapped(
  shaped({ number: whole, headRefOid: oid, baseRefName: text, updatedAt: text }),
  ({ number, headRefOid: head, baseRefName: base }): ListedPull => ({ number, head, base }),
);

const openQuery = `query GonogoOpen($owner: String!, $name: String!, $size: Int!, $base: String, $after: String) {
  repository(owner: $owner, name: $name) { databaseId pullRequests(states: [OPEN], baseRefName: $base, first: $size, after: $after) {
    pageInfo { hasNextPage endCursor } nodes { number headRefOid baseRefName updatedAt } } } }`;

const readOpen = shaped({
  repository: shaped({
    databaseId: bigId,
    pullRequests: shaped({ pageInfo: shaped({ hasNextPage: flag, endCursor: orNull(text) }), nodes: listOf(readListed) }),
  }),
});

const readAt = mapped(
  shaped({ number: whole, state: text, head: shaped({ sha: oid }), base: shaped({ ref: text, repo: shaped({ id: bigId }) }) }),
  ({ number, state, head, base }) => ({
    isOpen: state === 'open',
    repoId: base.repo.id,
    listed: { number, head: head.sha, base: base.ref },
  }),
);

export function createLists(link: Link): Pick<Platform, 'openPulls' | 'pullsAt'> {
  return {
    openPulls: async ({ place, base, after }) => {
      const { repository } = await link.graphql({
        name: 'GonogoOpen',
        query: openQuery,
        variables: { owner: place.owner, name: place.name, size: pageSize, base: base ?? null, after: after ?? null },
        installation: place.installation,
        subject: [['repository']],
        read: readOpen,
      });
      if (repository.databaseId !== place.repoId) throw gone(place, 'the open pull requests');
      const { nodes, pageInfo } = repository.pullRequests;
      const next = pageInfo.hasNextPage ? pageInfo.endCursor : null;
      return { found: nodes, ...(next !== null && { next }) };
    },
    pullsAt: async ({ place, sha }) => {
      const [associated, listed] = await Promise.all([associatedAt(link, place, sha), restAt(link, place, sha)]);
      const found = new Map([...associated, ...listed].map((each) => [each.number, each]));
      return [...found.values()].filter(({ head }) => head === sha).toSorted((a, b) => a.number - b.number);
    },
  };
}

async function restAt(link: Link, place: Place, sha: string): Promise<ListedPull[]> {
  const route = 'GET /commits/{commit_sha}/pulls';
  const ask = ofRepo({ place, route, parameters: { commit_sha: sha }, read: listOf(readAt) });
  const all = await allPages(link.client, ask, { most: 10 });
  return all.filter(({ isOpen, repoId }) => isOpen && repoId === place.repoId).map(({ listed }) => listed);
}

const atQuery = `query GonogoAt($owner: String!, $name: String!, $oid: GitObjectID!) {
  repository(owner: $owner, name: $name) { databaseId object(oid: $oid) { ... on Commit {
    associatedPullRequests(first: 100) { totalCount nodes { number state headRefOid baseRefName repository { databaseId } } } } } } }`;

const readAssociated = shaped({
  repository: shaped({
    databaseId: bigId,
    object: orNull(
      shaped({
        associatedPullRequests: orNull(
          shaped({
            totalCount: whole,
            nodes: listOf(
              shaped({
                number: whole,
                state: oneOf('OPEN', 'CLOSED', 'MERGED'),
                headRefOid: oid,
                baseRefName: text,
                repository: shaped({ databaseId: bigId }),
              }),
            ),
          }),
        ),
      }),
    ),
  }),
});

/** Those of forks are told here more surely than by REST; neither tells of all by itself. */
async function associatedAt(link: Link, place: Place, sha: string): Promise<ListedPull[]> {
  const { repository } = await link.graphql({
    name: 'GonogoAt',
    query: atQuery,
    variables: { owner: place.owner, name: place.name, oid: sha },
    installation: place.installation,
    subject: [['repository']],
    read: readAssociated,
  });
  if (repository.databaseId !== place.repoId) throw gone(place, `the pull requests of ${sha}`);
  const { nodes = [], totalCount = 0 } = repository.object?.associatedPullRequests ?? {};
  if (nodes.length < totalCount) {
    const asked = `the pull requests of ${sha}`;
    throw new PlatformError(`GitHub does not give ${asked} whole`, { kind: 'unclear', asked });
  }
  return nodes
    .filter((each) => each.state === 'OPEN' && each.repository.databaseId === place.repoId)
    .map(({ number, headRefOid: head, baseRefName: base }) => ({ number, head, base }));
}
