import type { Platform } from '../reconcile/ports/platform.ts';
import { createChecks } from './checks.ts';
import type { CallCount } from './client/calls.ts';
import { type Client, type ClientOptions, createClient } from './client/client.ts';
import { createGraphql } from './client/graphql.ts';
import { bigId, listOf, orNull, shaped, text } from './client/shape.ts';
import { createComments } from './comments.ts';
import { createDeliveries } from './deliveries.ts';
import { createRuns } from './evidence/runs.ts';
import { createIssues } from './issues.ts';
import type { Link, Me } from './link.ts';
import { createLists } from './lists.ts';
import { createMembers } from './members.ts';
import { createObjects } from './objects/objects.ts';
import { createPeople } from './people.ts';
import { createPlaces } from './places.ts';
import { createPulls } from './pull/pulls.ts';
import { createPushers } from './pushers.ts';
import { createRequirement } from './requirement.ts';
import { createShownChecks } from './shown-checks.ts';

export interface GithubPlatform extends Platform {
  /** Every request since the start, by what was asked and how it ended. */
  readonly calls: () => readonly CallCount[];
}

export interface PlatformOptions extends ClientOptions {
  /** Who vouches for jobs, where it is not the one that belongs to the API. */
  readonly issuer?: string;
}

/** GitHub, as the rooms that judge and publish know it. */
export function createPlatform(options: PlatformOptions): GithubPlatform {
  const client = createClient(options);
  const link: Link = { client, graphql: createGraphql(client), me: once(() => findMe(client)) };
  const objects = createObjects(link);
  const { settle: _settle, ...files } = objects;
  return {
    me: link.me,
    calls: client.calls,
    ...createPulls(link, objects),
    ...files,
    ...createPlaces(link),
    ...createPeople(link),
    ...createPushers(link),
    ...createIssues(link),
    ...createRequirement(link),
    ...createLists(link),
    ...createMembers(link),
    ...createChecks(link),
    ...createShownChecks(link),
    ...createComments(link),
    ...createDeliveries(link),
    ...createRuns(link, options),
  };
}

/** Kept once it is known; asked again after a failure. */
function once<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  return () => {
    running ??= work().catch((error: unknown) => {
      running = undefined;
      throw error;
    });
    return running;
  };
}

/** The App, and the account that writes for it: everything that is ours is known by the id of that account. */
async function findMe(client: Client): Promise<Me> {
  const app = await client.ask({ route: 'GET /app', as: 'app', read: shaped({ id: bigId, slug: text }) });
  const login = `${app.slug}[bot]`;
  const user = await client.ask({
    route: 'GET /users/{username}',
    parameters: { username: login },
    as: await anyInstallation(client),
    read: shaped({ id: bigId, login: text, type: orNull(text) }),
  });
  return { id: user.id, login: user.login, kind: 'bot', appId: app.id, slug: app.slug };
}

/** A server of one's own may tell strangers nothing, so that this is asked for where the App is installed, if it is anywhere. */
async function anyInstallation(client: Client): Promise<number | 'nobody'> {
  const read = listOf(shaped({ id: bigId, suspended_at: orNull(text) }));
  const found = await client.ask({ route: 'GET /app/installations', parameters: { per_page: 5 }, as: 'app', read });
  return found.find(({ suspended_at: suspended }) => suspended === null)?.id ?? 'nobody';
}
