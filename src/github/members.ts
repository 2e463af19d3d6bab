import type { Place } from '../reconcile/ports/place.ts';
import type { ListedPull, Platform } from '../reconcile/ports/platform.ts';
import { unlessGone } from './client/ask.ts';
import { bigId, flag, listOf, oid, orNull, type Read, shaped, text, whole } from './client/shape.ts';
import type { Link } from './link.ts';

const queueQuery = `query GonogoQueue($owner: String!, $name: String!, $branch: String!, $after: String) {
  repository(owner: $owner, name: $name) { databaseId mergeQueue(branch: $branch) { entries(first: 100, after: $after) {
    pageInfo { hasNextPage endCursor }
    nodes { headCommit { oid } baseCommit { oid } pullRequest { number headRefOid baseRefName } } } } } }`;

const commit = orNull(shaped({ oid }));
const readEntry = shaped({
  headCommit: commit,
  baseCommit: commit,
  pullRequest: orNull(shaped({ number: whole, headRefOid: oid, baseRefName: text })),
});
type Entry = Read<typeof readEntry>;

const readQueue = shaped({
  repository: shaped({
    databaseId: bigId,
    mergeQueue: orNull(
      shaped({ entries: shaped({ pageInfo: shaped({ hasNextPage: flag, endCursor: orNull(text) }), nodes: listOf(readEntry) }) }),
    ),
  }),
});

const mostPages = 10;

/**
 * The queue knows of each entry on what it stands: from the head of a group down to its base. A link that is missing leaves all unknown; a
 * head that no entry has is that of no group any more.
 */
export function createMembers(link: Link): Pick<Platform, 'members'> {
  return {
    members: async ({ place, branch, base, sha }) => {
      const entries: Entry[] = [];
      let after: string | null = null;
      for (let page = 0; page < mostPages; page += 1) {
        const found: QueuePage | null = await pageOf(link, { place, branch, after });
        if (found === null) return null;
        entries.push(...found.nodes);
        const { hasNextPage, endCursor } = found.pageInfo;
        if (!hasNextPage || endCursor === null) return chain(entries, base, sha);
        after = endCursor;
      }
      return null;
    },
  };
}

interface Where {
  readonly place: Place;
  readonly branch: string;
  readonly after: string | null;
}

type QueuePage = NonNullable<Read<typeof readQueue>['repository']['mergeQueue']>['entries'];

async function pageOf(link: Link, { place, branch, after }: Where): Promise<QueuePage | null> {
  const found = await unlessGone(() =>
    link.graphql({
      name: 'GonogoQueue',
      query: queueQuery,
      variables: { owner: place.owner, name: place.name, branch, after },
      installation: place.installation,
      subject: [['repository']],
      read: readQueue,
    }),
  );
  const isSame = found?.repository.databaseId === place.repoId;
  return isSame ? (found.repository.mergeQueue?.entries ?? null) : null;
}

function chain(entries: readonly Entry[], base: string, head: string): ListedPull[] | null {
  const byHead = new Map(entries.flatMap((entry) => (entry.headCommit ? [[entry.headCommit.oid, entry] as const] : [])));
  if (head !== base && !byHead.has(head)) return [];
  const found: ListedPull[] = [];
  let at = head;
  while (at !== base) {
    const entry = byHead.get(at);
    if (!entry?.pullRequest || !entry.baseCommit || found.length > entries.length) return null;
    const { number, headRefOid, baseRefName } = entry.pullRequest;
    found.unshift({ number, head: headRefOid, base: baseRefName });
    at = entry.baseCommit.oid;
  }
  return found.length > 0 ? found : null;
}
