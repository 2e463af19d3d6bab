import type { Platform } from '../reconcile/ports/platform.ts';
import { readUser } from './actor.ts';
import { isFault } from './client/ask.ts';
import { listOf, oid, orNull, shaped } from './client/shape.ts';
import { askRepo, type Link } from './link.ts';

const readActivity = listOf(shaped({ after: oid, actor: orNull(readUser) }));

/** The newest hundred moves of the branch are looked through: a head that is older was told of long ago. */
export function createPushers(link: Link): Pick<Platform, 'pusher'> {
  return {
    pusher: async ({ place, branch, sha }) => {
      try {
        const found = await askRepo(link, {
          place,
          route: 'GET /activity',
          parameters: { ref: `refs/heads/${branch}`, per_page: 100 },
          read: readActivity,
        });
        return found.find(({ after }) => after === sha)?.actor ?? undefined;
      } catch (error) {
        if (isFault(error, 'gone', 'forbidden', 'refused', 'unavailable', 'unclear')) return null;
        throw error;
      }
    },
  };
}
