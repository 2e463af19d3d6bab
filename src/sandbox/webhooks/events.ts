import { isGranted } from '../state/access.ts';
import { covers } from '../state/accounts.ts';
import type { Change } from '../state/change.ts';
import type { Installation } from '../state/who.ts';
import type { World } from '../state/world.ts';

/** What an App must be allowed to read before it hears of an event. */
export const permissionFor: Readonly<Record<string, string>> = {
  check_run: 'checks:read',
  check_suite: 'checks:read',
  create: 'contents:read',
  delete: 'contents:read',
  deployment: 'deployments:read',
  deployment_protection_rule: 'deployments:read',
  deployment_status: 'deployments:read',
  installation: 'metadata:read',
  installation_repositories: 'metadata:read',
  issue_comment: 'issues:read',
  issues: 'issues:read',
  member: 'members:read',
  membership: 'members:read',
  merge_group: 'merge_queues:read',
  pull_request: 'pull_requests:read',
  pull_request_review: 'pull_requests:read',
  push: 'contents:read',
  release: 'contents:read',
  repository: 'metadata:read',
  repository_ruleset: 'administration:read',
  status: 'statuses:read',
  workflow_job: 'actions:read',
  workflow_run: 'actions:read',
};

/** The installations that hear of it. An App hears of its own installation and of its own checks without having asked. */
export function hearers(world: World, change: Change): Installation[] {
  const { event, repo, organization, installation: own, only } = change;
  if (own) return [own];
  const account = organization?.account ?? repo?.owner;
  return [...world.installations.values()].filter((installation) => {
    const { app, permissions, suspendedAt, events } = installation;
    if (suspendedAt !== null || installation.account !== account || (repo && !covers(installation, repo))) return false;
    const wanted = permissionFor[event];
    if (wanted === undefined || !isGranted(permissions, wanted)) return false;
    return only === undefined ? events.includes(event) : only === app;
  });
}
