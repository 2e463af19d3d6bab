import type { Move, Platform } from '../reconcile/ports/platform.ts';
import { readUser } from './actor.ts';
import { isFault } from './client/ask.ts';
import { listOf, mapped, oid, orNull, shaped } from './client/shape.ts';
import { askRepo, type Link } from './link.ts';

const readMove = mapped(
  shaped({ before: oid, after: oid, actor: orNull(readUser) }),
  ({ before, after, actor: by }): Move => ({ before, after, by }),
);

/** The newest hundred moves of the branch are looked through: what is older was told of long ago. */
export function createPushers(link: Link): Pick<Platform, 'moves'> {
  return {
    moves: async ({ place, branch }) => {
      try {
        const parameters = { ref: `refs/heads/${branch}`, per_page: 100 };
        return await askRepo(link, { place, route: 'GET /activity', parameters, read: listOf(readMove) });
      } catch (error) {
        if (isFault(error, 'gone', 'forbidden', 'refused', 'unavailable', 'unclear')) return null;
        throw error;
      }
    },
  };
}
