import { addToken } from './accounts.ts';
import { actionsApp } from './actions-app.ts';
import type { Change } from './change.ts';
import { refusal } from './refusal.ts';
import { attemptOf } from './runs.ts';
import type { WorkflowRun } from './ship.ts';
import type { Installation, Level, Permissions } from './who.ts';
import { actionsId, type World } from './world.ts';

const day = 24 * 3_600_000;

/** What `GITHUB_TOKEN` holds in a run: for its repository only, and no longer than the run lasts. A job may ask for other rights. */
export function runToken(world: World, run: WorkflowRun, asked: Permissions = run.permissions): string {
  const attempt = attemptOf(run);
  if (attempt.status === 'completed') throw refusal('run-over', { message: 'A run that is over has no token.' });
  const { repo } = run;
  const now = world.clock.now();
  const permissions = grantedTo(run, asked);
  const installation: Installation = {
    // One for the repository: all its runs share what they may ask in an hour.
    id: repo.id,
    app: actionsApp(world),
    account: repo.owner,
    repositories: new Set([repo.id]),
    permissions,
    events: [],
    suspendedAt: null,
    createdAt: now,
  };
  const token = addToken(world, {
    kind: 'installation',
    installation,
    permissions,
    repositories: new Set([repo.id]),
    expiresAt: now + day,
    workflow: true,
  });
  attempt.tokens.add(token);
  return token;
}

/** A fork's pull request reads, whatever its workflow asks for; `pull_request_target` is the base's own workflow. */
export function grantedTo(run: WorkflowRun, asked: Permissions): Permissions {
  if (isTrusted(run)) return asked;
  return Object.fromEntries(Object.entries(asked).map(([name]): [string, Level] => [name, 'read']));
}

/** Whether it may write and gets secrets. */
export function isTrusted({ event, headRepo, repo }: WorkflowRun): boolean {
  return headRepo === repo || event === 'pull_request_target';
}

/** What a run does with its token starts no further runs, unless it asks for one by name. Apps hear of it all the same. */
export function startsWorkflows(world: World, { event, sender }: Change): boolean {
  if (event === 'workflow_dispatch' || event === 'repository_dispatch') return true;
  return world.apps.get(actionsId)?.bot !== sender;
}
