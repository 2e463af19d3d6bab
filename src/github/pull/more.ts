import { PlatformError } from '../../reconcile/ports/faults.ts';
import type { Place } from '../../reconcile/ports/place.ts';
import { bigId, oid, orNull, type Reader, shaped } from '../client/shape.ts';
import type { Link } from '../link.ts';
import { gone } from '../objects/objects.ts';
import { moreEdits, moreSuites } from './query.ts';
import { type List, list, readSuite, type Suite } from './read.ts';

const mostPages = 30;

/** All of a list of which the first page is here. Null when the platform tells of more than it gives. */
export async function allOf<T>(first: List<T>, page: (after: string) => Promise<List<T>>): Promise<readonly T[] | null> {
  const found = [...first.nodes];
  let { pageInfo, totalCount } = first;
  for (let asked = 1; pageInfo.hasNextPage && pageInfo.endCursor !== null; asked += 1) {
    if (asked >= mostPages) return null;
    const next = await page(pageInfo.endCursor);
    found.push(...next.nodes);
    ({ pageInfo, totalCount } = next);
  }
  return found.length < totalCount ? null : found;
}

export interface More<T> {
  readonly place: Place;
  readonly number: number;
  readonly head: string;
  readonly query: string;
  readonly read: Reader<T>;
}

/** A further page of something of a pull request, as long as its head stays where it was. */
export function pageOfPull<T>(link: Link, more: More<T>): (after: string) => Promise<List<T>> {
  const { place, number, head } = more;
  const name = /query (\w+)/.exec(more.query)?.[1] ?? 'GonogoMore';
  const readPage = shaped({
    repository: shaped({ databaseId: bigId, pullRequest: shaped({ headRefOid: oid, list: list(more.read) }) }),
  });
  return (after) =>
    link.graphql({
      name,
      query: more.query,
      variables: { owner: place.owner, name: place.name, number, after },
      installation: place.installation,
      subject: [['repository'], ['repository', 'pullRequest']],
      read: (value, at) => {
        const { repository } = readPage(value, at);
        if (repository.databaseId !== place.repoId) throw gone(place, `pull request ${number}`);
        if (repository.pullRequest.headRefOid !== head) {
          throw new PlatformError(`${name}: the head has moved meanwhile`, { kind: 'unclear', asked: name });
        }
        return repository.pullRequest.list;
      },
    });
}

export function pageOfSuites(link: Link, place: Place, sha: string): (after: string) => Promise<List<Suite>> {
  const readPage = shaped({ repository: shaped({ databaseId: bigId, object: orNull(shaped({ list: list(readSuite) })) }) });
  return (after) =>
    link.graphql({
      name: 'GonogoSuites',
      query: moreSuites,
      variables: { owner: place.owner, name: place.name, oid: sha, after },
      installation: place.installation,
      subject: [['repository']],
      read: (value, at) => {
        const { repository } = readPage(value, at);
        if (repository.databaseId !== place.repoId || repository.object === null) throw gone(place, sha);
        return repository.object.list;
      },
    });
}

export function pageOfEdits<T>(link: Link, of: { readonly installation: number; readonly id: string; readonly read: Reader<T> }) {
  const readPage = shaped({ node: shaped({ list: list(of.read) }) });
  return (after: string): Promise<List<T>> =>
    link.graphql({
      name: 'GonogoEdits',
      query: moreEdits,
      variables: { id: of.id, after },
      installation: of.installation,
      subject: [['node']],
      read: (value, at) => readPage(value, at).node.list,
    });
}
