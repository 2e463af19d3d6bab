import { addAccount, addApp } from './accounts.ts';
import type { Account, App, Permissions } from './who.ts';
import { actionsId, type World } from './world.ts';

/** All that a token of a workflow may be given. */
const all: Permissions = {
  actions: 'write',
  checks: 'write',
  contents: 'write',
  deployments: 'write',
  issues: 'write',
  pull_requests: 'write',
  statuses: 'write',
};

/** GitHub's own App: it runs workflows and writes the checks of their jobs. It is everywhere, and nobody installs it. */
export function actionsApp(world: World): App {
  const found = world.apps.get(actionsId);
  if (found) return found;
  const owner = systemAccount(world, 'github', 'Organization');
  return addApp(world, { id: actionsId, slug: 'github-actions', name: 'GitHub Actions', owner, permissions: all });
}

/** Who puts groups together and merges them. */
export function queueBot(world: World): Account {
  return systemAccount(world, 'github-merge-queue[bot]', 'Bot');
}

function systemAccount(world: World, login: string, type: Account['type']): Account {
  return world.logins.get(login) ?? addAccount(world, login, type);
}
