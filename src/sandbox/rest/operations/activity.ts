import { viewAccount } from '../../shown/people.ts';
import { instant } from '../../state/clock.ts';
import type { Pushed } from '../../state/model.ts';
import { nodeId } from '../../state/node-id.ts';
import { nothing } from '../../state/pushes.ts';
import { clamp } from '../pages.ts';
import { type Answer, onRepo, type RepoCall, type Route } from '../route.ts';

/** Of a page that ends with this one the next begins behind it. */
function listActivity(call: RepoCall): Answer {
  const { world, repo, query, url } = call;
  const size = clamp(query.get('per_page'), 30, 100);
  const [ref, actor, kind, after] = ['ref', 'actor', 'activity_type', 'after'].map((name) => query.get(name));
  const found = repo.pushes
    .toReversed()
    .filter((push) => !ref || push.ref === ref || push.ref === `refs/heads/${ref}`)
    .filter((push) => !actor || push.by.login === actor)
    .filter((push) => !kind || kindOf(push) === kind);
  const items = query.get('direction') === 'asc' ? found.toReversed() : found;
  const from = after ? items.findIndex(({ id }) => String(id) === after) + 1 : 0;
  const shown = items.slice(from, from + size);
  const last = shown.at(-1);
  const next = new URL(url);
  if (last) next.searchParams.set('after', String(last.id));
  const hasMore = from + size < items.length;
  return {
    status: 200,
    body: shown.map((push) => ({
      id: push.id,
      node_id: nodeId('PSH', push.id),
      before: push.before,
      after: push.after,
      ref: push.ref,
      timestamp: instant(push.at),
      activity_type: kindOf(push),
      actor: viewAccount(world, push.by),
    })),
    ...(hasMore && { headers: { link: `<${next.href}>; rel="next"` } }),
  };
}

function kindOf({ before, after, forced }: Pushed): string {
  if (before === nothing) return 'branch_creation';
  if (after === nothing) return 'branch_deletion';
  return forced ? 'force_push' : 'push';
}

export const activityRoutes: readonly Route[] = [
  onRepo('GET /repos/{owner}/{repo}/activity', { app: ['contents:read'], role: 'read' }, listActivity),
];
