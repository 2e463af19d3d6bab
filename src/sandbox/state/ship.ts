// What is built and brought out: workflow runs, releases, deployments.
import type { Sha } from '../git/object.ts';
import type { Repo } from './model.ts';
import type { Account, App } from './who.ts';

export interface Release {
  readonly id: number;
  readonly repo: Repo;
  readonly author: Account;
  tag: string;
  target: string;
  name: string | null;
  body: string | null;
  draft: boolean;
  prerelease: boolean;
  /** Rises with each time that a release is made the latest; null for one that never was. */
  latest: number | null;
  readonly createdAt: number;
  publishedAt: number | null;
  updatedAt: number;
}

export interface Environment {
  readonly id: number;
  readonly repo: Repo;
  readonly name: string;
  /** The Apps that must say yes before a job of this environment starts. */
  readonly gates: Map<number, App>;
  readonly createdAt: number;
}

export interface Deployment {
  readonly id: number;
  readonly repo: Repo;
  readonly sha: Sha;
  readonly ref: string;
  readonly task: string;
  readonly environment: string;
  readonly description: string | null;
  readonly payload: unknown;
  readonly creator: Account;
  readonly app: App | null;
  readonly createdAt: number;
  updatedAt: number;
  readonly statuses: DeploymentStatus[];
}

export interface DeploymentStatus {
  readonly id: number;
  readonly deployment: Deployment;
  readonly state: string;
  readonly description: string;
  readonly creator: Account;
  readonly targetUrl: string;
  readonly createdAt: number;
}

export interface WorkflowRun {
  readonly id: number;
  readonly repo: Repo;
  readonly headRepo: Repo;
  readonly name: string;
  readonly path: string;
  readonly event: string;
  readonly headBranch: string;
  readonly headSha: Sha;
  readonly number: number;
  readonly actor: Account;
  readonly attempts: Attempt[];
  readonly artifacts: Map<number, Artifact>;
  readonly referenced: readonly { readonly path: string; readonly sha: string; readonly ref?: string }[];
  readonly createdAt: number;
  updatedAt: number;
}

export interface Attempt {
  status: 'queued' | 'in_progress' | 'completed' | 'waiting';
  conclusion: string | null;
  readonly startedAt: number;
  readonly jobs: Job[];
  readonly by: Account;
}

export interface Job {
  readonly id: number;
  readonly name: string;
  status: 'queued' | 'in_progress' | 'completed' | 'waiting';
  conclusion: string | null;
  readonly environment: string | null;
  readonly deployment: Deployment | null;
  /** The App and its answer for this job's environment; null while it has given none. */
  readonly reviews: Map<number, { state: 'approved' | 'rejected' | null; comments: string[] }>;
  readonly startedAt: number;
  completedAt: number | null;
}

export interface Artifact {
  readonly id: number;
  readonly run: WorkflowRun;
  readonly name: string;
  readonly zip: Buffer;
  readonly createdAt: number;
  expiresAt: number;
}
