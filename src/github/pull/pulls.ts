import { PlatformError } from '../../reconcile/ports/faults.ts';
import type { Place } from '../../reconcile/ports/place.ts';
import type { ListedPull, Platform } from '../../reconcile/ports/platform.ts';
import type { PullAsk } from '../../reconcile/ports/snapshot.ts';
import { unlessGone } from '../client/ask.ts';
import type { Reader } from '../client/shape.ts';
import type { Link } from '../link.ts';
import { gone, type Objects } from '../objects/objects.ts';
import { placeNow } from '../places.ts';
import { isTorn } from './board.ts';
import { pulseOf } from './pulse.ts';
import { pullQuery, pulseQuery } from './query.ts';
import { type FoundPull, type FoundPulse, readPull, readPulse } from './read.ts';
import { snapshotOf } from './snapshot.ts';

/** A pull request as of one moment, whole, and its digest for less. */
export function createPulls(link: Link, objects: Objects): Pick<Platform, 'pull' | 'pulse'> {
  return {
    pull: async (ask) => {
      const me = await link.me();
      const wish = { name: 'GonogoPull', text: pullQuery, read: readPull, app: me.appId };
      const first = await find(link, ask, wish);
      // A board that is saved in this very moment may be seen in two states: the second look is at rest, or it is no moment.
      const found = first !== undefined && hasTorn(first) ? await find(link, ask, wish) : first;
      if (found === undefined) return undefined;
      const { owner, name } = found.repository;
      const place: Place = { ...ask.place, owner: owner.login, name };
      return snapshotOf({ link, objects, me, ask, found, place });
    },
    pulse: async (ask) => {
      const me = await link.me();
      const found = await find(link, ask, { name: 'GonogoPulse', text: pulseQuery, read: readPulse });
      return found && { digest: pulseOf(found, me), sameHead: sameHeadOf(found, ask.place) };
    },
  };
}

function hasTorn({ boards }: FoundPull): boolean {
  return boards.some((board) => board !== null && isTorn(board));
}

/** All open ones of this repository with the same head; more than can be told is told by an error. */
function sameHeadOf({ repository: { pullRequest: pull } }: FoundPulse, place: Place): ListedPull[] {
  const found = pull.same[0]?.commit.associatedPullRequests;
  if (!found || found.totalCount > found.nodes.length) {
    const message = 'not all pull requests of the head are told';
    throw new PlatformError(message, { kind: 'unclear', asked: `pull request ${pull.number} of ${place.owner}/${place.name}` });
  }
  return found.nodes
    .filter(({ state, headRefOid, repository }) => {
      return state === 'OPEN' && headRefOid === pull.headRefOid && repository.databaseId === place.repoId;
    })
    .map(({ number, headRefOid: head, baseRefName: base }) => ({ number, head, base }));
}

/** Where another repository stands under its name by now, it is looked for by its id. */
async function find<T extends Named>(link: Link, ask: PullAsk, wish: PullQuery<T>): Promise<T | undefined> {
  const found = await unlessGone(() => query(link, ask, wish));
  if (found !== undefined) return found;
  const place = await placeNow(link, ask.place);
  if (place === undefined || (place.owner === ask.place.owner && place.name === ask.place.name)) return undefined;
  return unlessGone(() => query(link, { ...ask, place }, wish));
}

interface Named {
  readonly repository: { readonly databaseId: number };
}

interface PullQuery<T> {
  readonly name: string;
  readonly text: string;
  readonly read: Reader<T>;
  readonly app?: number;
}

function query<T extends Named>(
  link: Link,
  { place, number, boards }: PullAsk,
  { name, text, read, app }: PullQuery<T>,
): Promise<T> {
  return link.graphql({
    name,
    query: text,
    variables: { owner: place.owner, name: place.name, number, boards, ...(app !== undefined && { app }) },
    installation: place.installation,
    subject: [['repository'], ['repository', 'pullRequest']],
    mayMiss: 'boards',
    isDoubted: true,
    read: (value, at) => {
      const found = read(value, at);
      if (found.repository.databaseId !== place.repoId) throw gone(place, `pull request ${number}`);
      return found;
    },
  });
}
