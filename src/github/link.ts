import type { Actor, Place } from '../reconcile/ports/place.ts';
import type { Ask } from './client/ask.ts';
import type { Client } from './client/client.ts';
import type { Graphql } from './client/graphql.ts';

export type Me = Actor & { readonly appId: number; readonly slug: string };

/** What all parts of this room speak through. */
export interface Link {
  readonly client: Client;
  readonly graphql: Graphql;
  readonly me: () => Promise<Me>;
}

export type RepoAsk<T> = Omit<Ask<T>, 'as' | 'repoId'> & { readonly place: Place };

/**
 * `GET /git/blobs/{oid}` of a repository. It is named by its id, as GitHub itself does in what it leads to: names change, and another
 * repository may have this one's old name.
 */
export function ofRepo<T>({ place, route, parameters, ...rest }: RepoAsk<T>): Ask<T> {
  const [method = 'GET', path = ''] = route.split(' ');
  return {
    ...rest,
    route: `${method} /repositories/{repository_id}${path === '/' ? '' : path}`,
    parameters: { repository_id: place.repoId, ...parameters },
    as: place.installation,
    repoId: place.repoId,
  };
}

export function askRepo<T>({ client }: Link, ask: RepoAsk<T>): Promise<T> {
  return client.ask(ofRepo(ask));
}
