import type { Repo } from './model.ts';
import type { Deployment, Environment, Release, Workflow, WorkflowRun } from './ship.ts';

/** What is built in a repository and brought out of it. It stands beside the repository, which need not know of it. */
export interface Shipped {
  readonly releases: Map<number, Release>;
  readonly environments: Map<string, Environment>;
  readonly deployments: Map<number, Deployment>;
  /** By path. */
  readonly workflows: Map<string, Workflow>;
  readonly workflowRuns: Map<number, WorkflowRun>;
}

const known = new WeakMap<Repo, Shipped>();

export function shippedFrom(repo: Repo): Shipped {
  const found = known.get(repo);
  if (found) return found;
  const none = {
    releases: new Map(),
    environments: new Map(),
    deployments: new Map(),
    workflows: new Map(),
    workflowRuns: new Map(),
  };
  known.set(repo, none);
  return none;
}
