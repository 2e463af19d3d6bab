import type { ListedPull, Platform } from '../reconcile/ports/platform.ts';
import { bigId, flag, listOf, mapped, moment, oid, orNull, shaped, text, whole } from './client/shape.ts';
import type { Link } from './link.ts';
import { gone } from './objects/objects.ts';

/** One point of GraphQL is a hundred lists: a page of so many pull requests, none of which has a list of its own. */
const pageSize = 100;

const readListed = mapped(
  shaped({ number: whole, headRefOid: oid, baseRefName: text, updatedAt: moment }),
  ({ number, headRefOid: head, baseRefName: base, updatedAt }): ListedPull => ({ number, head, base, updatedAt }),
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

export function createLists(link: Link): Pick<Platform, 'openPulls'> {
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
  };
}
