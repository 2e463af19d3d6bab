import type { CheckBy, ShownCheck } from '../gates/engine/platform.ts';
import type { Platform } from '../reconcile/ports/platform.ts';
import { allPages } from './client/pages.ts';
import { bigId, listOf, mapped, oneOf, orNull, shaped, text } from './client/shape.ts';
import { type Link, ofRepo } from './link.ts';

const readRuns = mapped(
  shaped({
    check_runs: listOf(
      mapped(
        shaped({
          id: bigId,
          name: text,
          status: text,
          conclusion: orNull(text),
          html_url: orNull(text),
          app: orNull(shaped({ id: bigId, slug: orNull(text) })),
        }),
        ({ id, name, status, conclusion, html_url: url, app }): ShownCheck => ({
          kind: 'run',
          id,
          name,
          by: app && { app: app.slug ?? `${app.id}`, id: app.id },
          conclusion: status === 'completed' ? (conclusion ?? 'none') : null,
          ...(url !== null && { url }),
        }),
      ),
    ),
  }),
  ({ check_runs: runs }) => runs,
);

const readStatus = mapped(
  shaped({
    id: bigId,
    context: text,
    state: oneOf('error', 'failure', 'pending', 'success'),
    target_url: orNull(text),
    creator: orNull(shaped({ login: text, type: text })),
  }),
  ({ id, context: name, state, target_url: url, creator }): ShownCheck => ({
    kind: 'status',
    id,
    name,
    by: creator && setBy(creator),
    conclusion: state === 'pending' ? null : state,
    ...(url !== null && { url }),
  }),
);

/** Nobody else can have brackets in a login. */
function setBy({ login, type }: { readonly login: string; readonly type: string }): CheckBy {
  const slug = type === 'Bot' ? /^(.+)\[bot\]$/.exec(login)?.[1] : undefined;
  return slug === undefined ? { login } : { app: slug };
}

/** 1,000 of a kind: more on one commit is more than anybody reads. */
const most = 10;

/** Everybody's: of check runs the newest of each name and suite, of statuses all that there ever were. */
export function createShownChecks(link: Link): Pick<Platform, 'shownChecks'> {
  return {
    shownChecks: async ({ place, sha }) => {
      const at = { ref: sha };
      const runs = ofRepo({
        place,
        route: 'GET /commits/{ref}/check-runs',
        parameters: { ...at, filter: 'latest' },
        read: readRuns,
      });
      const statuses = ofRepo({ place, route: 'GET /commits/{ref}/statuses', parameters: at, read: listOf(readStatus) });
      const found = await Promise.all([allPages(link.client, runs, { most }), allPages(link.client, statuses, { most })]);
      return found.flat();
    },
  };
}
