import { viewStatus } from '../shown/checks.ts';
import { latestRuns, latestStatuses, runsAt } from '../state/checks.ts';
import { instant } from '../state/clock.ts';
import type { CheckRun, Repo, Status } from '../state/model.ts';
import { nodeId } from '../state/node-id.ts';
import { type Asking, needPermission } from './asking.ts';
import { connection } from './connection.ts';
import { showAccount } from './people.ts';

export interface Shows {
  readonly run: (asking: Asking, run: CheckRun) => object;
  readonly commit: (asking: Asking, repo: Repo, sha: string) => object;
}

/** Checks and statuses of a commit in one: null where nothing has reported. */
export function showRollup(asking: Asking, of: { readonly repo: Repo; readonly sha: string }, shows: Shows): object | null {
  const { repo, sha } = of;
  needPermission(asking, repo, 'checks:read', 'statuses:read');
  const [runs, statuses] = [latestRuns(runsAt(repo, sha)), latestStatuses(repo, sha)];
  if (runs.length + statuses.length === 0) return null;
  const contexts = [
    ...runs.map((run) => () => shows.run(asking, run)),
    ...statuses.map((status) => () => showStatus(asking, status, shows)),
  ];
  return {
    id: nodeId('SCR', `${repo.id}:${sha}`),
    state: rolledUp(runs, statuses),
    commit: () => shows.commit(asking, repo, sha),
    contexts: connection('contexts', contexts, (show) => show()),
  };
}

function showStatus(asking: Asking, status: Status, shows: Shows) {
  const { repo, sha, context, description, targetUrl, state, creator, createdAt, id } = status;
  return {
    __typename: 'StatusContext',
    id: nodeId('SC', id),
    context,
    description,
    targetUrl: targetUrl === null ? null : viewStatus(asking.world, status).target_url,
    state: state.toUpperCase(),
    createdAt: instant(createdAt),
    creator: showAccount(asking.world, creator),
    commit: () => shows.commit(asking, repo, sha),
  };
}

const passing = ['success', 'neutral', 'skipped'];

function rolledUp(runs: readonly CheckRun[], statuses: readonly Status[]): string {
  const done = runs.filter(({ status }) => status === 'completed');
  const isRed =
    done.some(({ conclusion }) => !passing.includes(conclusion ?? '')) || statuses.some(({ state }) => state === 'failure');
  if (isRed) return 'FAILURE';
  if (statuses.some(({ state }) => state === 'error')) return 'ERROR';
  const waits = done.length < runs.length || statuses.some(({ state }) => state === 'pending');
  return waits ? 'PENDING' : 'SUCCESS';
}
