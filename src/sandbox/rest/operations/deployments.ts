import { viewDeployment, viewDeploymentStatus } from '../../shown/deployments.ts';
import { appBehind } from '../../state/access.ts';
import {
  addDeployment,
  addDeploymentStatus,
  autoMerge,
  type DeploymentWish,
  refuseContexts,
  removeDeployment,
} from '../../state/deployments.ts';
import { refusal } from '../../state/refusal.ts';
import type { Deployment } from '../../state/ship.ts';
import { shippedFrom } from '../../state/shipped.ts';
import { commitNamed, deploymentOf, found } from '../find.ts';
import { page } from '../pages.ts';
import { created, flag, noContent, ok, onRepo, type RepoCall, type Route, text, texts } from '../route.ts';

/** First the merge, then the statuses, then the deployment. */
function create(call: RepoCall) {
  const { world, repo, body, account } = call;
  const ref = text(body, 'ref') ?? '';
  const sha = commitNamed(repo, ref);
  if (sha === undefined) throw refusal('no-commit', { message: `No ref found for: ${ref}` });
  if (flag(body, 'auto_merge') !== false && autoMerge(world, repo, { ref, sender: account })) {
    return { status: 202, body: { message: `Auto-merged ${repo.defaultBranch} into ${ref} on deployment.` } };
  }
  const contexts = texts(body, 'required_contexts');
  refuseContexts(repo, sha, { ref, ...(contexts && { contexts }) });
  return created(viewDeployment(world, addDeployment(world, repo, { ...wishFrom(call), ref, sha })));
}

function wishFrom({ body, account, caller }: RepoCall): Omit<DeploymentWish, 'ref' | 'sha'> {
  const fields = {
    environment: text(body, 'environment'),
    task: text(body, 'task'),
    description: text(body, 'description'),
    payload: body['payload'],
    production: flag(body, 'production_environment'),
    transient: flag(body, 'transient_environment'),
  };
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  return { ...given, creator: account, app: appBehind(caller) ?? null };
}

function createStatus(call: RepoCall) {
  const { world, body, account, caller } = call;
  const fields = {
    description: text(body, 'description'),
    environment: text(body, 'environment'),
    targetUrl: text(body, 'target_url'),
    logUrl: text(body, 'log_url'),
    environmentUrl: text(body, 'environment_url'),
    autoInactive: flag(body, 'auto_inactive'),
  };
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  const own = { state: text(body, 'state') ?? '', creator: account, app: appBehind(caller) ?? null };
  return created(viewDeploymentStatus(world, addDeploymentStatus(world, deploymentOf(call), { ...given, ...own })));
}

const filters: Readonly<Record<string, (deployment: Deployment) => string>> = {
  sha: ({ sha }) => sha,
  ref: ({ ref }) => ref,
  task: ({ task }) => task,
  environment: ({ environment }) => environment,
};

function list(call: RepoCall) {
  const { world, repo, query } = call;
  const wanted = Object.entries(filters).filter(([name]) => (query.get(name) ?? 'none') !== 'none');
  const items = [...shippedFrom(repo).deployments.values()].filter((each) =>
    wanted.every(([name, of]) => of(each) === query.get(name)),
  );
  return page(call, { items: items.toReversed(), view: (each) => viewDeployment(world, each) });
}

const reads = { app: ['deployments:read'], role: 'read' } as const;
const writes = { app: ['deployments:write'], role: 'write' } as const;
const all = '/repos/{owner}/{repo}/deployments';
const at = `${all}/{deployment_id}`;

export const deploymentRoutes: readonly Route[] = [
  onRepo(`GET ${all}`, reads, list),
  onRepo(`POST ${all}`, writes, create),
  onRepo(`GET ${at}`, reads, (call) => ok(viewDeployment(call.world, deploymentOf(call)))),
  onRepo(`DELETE ${at}`, writes, (call) => {
    removeDeployment(deploymentOf(call));
    return noContent;
  }),
  onRepo(`GET ${at}/statuses`, reads, (call) => {
    const items = deploymentOf(call).statuses.toReversed();
    return page(call, { items, view: (status) => viewDeploymentStatus(call.world, status) });
  }),
  onRepo(`POST ${at}/statuses`, writes, createStatus),
  onRepo(`GET ${at}/statuses/{status_id}`, reads, (call) => {
    const status = deploymentOf(call).statuses.find(({ id }) => id === Number(call.param('status_id')));
    return ok(viewDeploymentStatus(call.world, found(status)));
  }),
];
