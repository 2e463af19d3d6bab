import { instant } from '../state/clock.ts';
import { nodeId } from '../state/node-id.ts';
import type { Deployment, DeploymentStatus } from '../state/ship.ts';
import type { World } from '../state/world.ts';
import { viewAccount, viewApp } from './people.ts';
import { apiOf } from './urls.ts';

export function viewDeployment(world: World, deployment: Deployment) {
  const { id, repo, app } = deployment;
  const url = `${apiOf(world, repo)}/deployments/${id}`;
  return {
    url,
    id,
    node_id: nodeId('DE', id),
    sha: deployment.sha,
    ref: deployment.ref,
    task: deployment.task,
    payload: deployment.payload,
    original_environment: deployment.originalEnvironment,
    environment: deployment.environment,
    description: deployment.description,
    creator: viewAccount(world, deployment.creator),
    created_at: instant(deployment.createdAt),
    updated_at: instant(deployment.updatedAt),
    statuses_url: `${url}/statuses`,
    repository_url: apiOf(world, repo),
    transient_environment: deployment.transient,
    production_environment: deployment.production,
    ...(app && { performed_via_github_app: viewApp(world, app) }),
  };
}

export function viewDeploymentStatus(world: World, status: DeploymentStatus) {
  const { id, deployment, app } = status;
  const url = `${apiOf(world, deployment.repo)}/deployments/${deployment.id}`;
  const at = instant(status.createdAt);
  return {
    url: `${url}/statuses/${id}`,
    id,
    node_id: nodeId('DES', id),
    state: status.state,
    creator: viewAccount(world, status.creator),
    description: status.description,
    environment: status.environment,
    target_url: status.targetUrl,
    ...(status.logUrl !== '' && { log_url: status.logUrl }),
    ...(status.environmentUrl !== '' && { environment_url: status.environmentUrl }),
    created_at: at,
    updated_at: at,
    deployment_url: url,
    repository_url: apiOf(world, deployment.repo),
    ...(app && { performed_via_github_app: viewApp(world, app) }),
  };
}
