// What is built and brought out: workflow runs, releases, deployments.
import type { Sha } from '../git/object.ts';
import type { CheckRun, CheckSuite, Repo } from './model.ts';
import type { Account, App, Permissions } from './who.ts';

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
  readonly createdAt: number;
  publishedAt: number | null;
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

/** A file of workflows. Its runs are counted from one. */
export interface Workflow {
  readonly id: number;
  readonly repo: Repo;
  readonly path: string;
  name: string;
  runs: number;
  readonly createdAt: number;
}

export interface WorkflowRun {
  readonly id: number;
  readonly repo: Repo;
  readonly headRepo: Repo;
  readonly workflow: Workflow;
  /** What the author of the workflow named it, and what it is a run of: neither proves anything. */
  readonly name: string;
  readonly title: string;
  readonly path: string;
  readonly event: string;
  readonly headBranch: string | null;
  readonly headSha: Sha;
  readonly number: number;
  readonly actor: Account;
  readonly suite: CheckSuite;
  /** Oldest first; never empty. */
  readonly attempts: Attempt[];
  readonly artifacts: Map<number, Artifact>;
  readonly referenced: readonly { readonly path: string; readonly sha: string; readonly ref?: string }[];
  /** What the workflow asks for its token. */
  readonly permissions: Permissions;
  readonly createdAt: number;
  updatedAt: number;
}

export interface Attempt {
  readonly number: number;
  status: 'queued' | 'in_progress' | 'completed' | 'waiting';
  conclusion: string | null;
  readonly startedAt: number;
  readonly jobs: Job[];
  readonly by: Account;
  /** What stops working when the attempt ends. */
  readonly tokens: Set<string>;
}

export interface Job {
  /** That of its check run. */
  readonly id: number;
  readonly run: WorkflowRun;
  readonly attempt: number;
  readonly check: CheckRun;
  readonly name: string;
  readonly labels: readonly string[];
  status: 'queued' | 'in_progress' | 'completed' | 'waiting';
  conclusion: string | null;
  readonly steps: Step[];
  readonly environment: string | null;
  readonly deployment: Deployment | null;
  /** The App and its answer for this job's environment; null while it has given none. */
  readonly reviews: Map<number, { state: 'approved' | 'rejected' | null; comments: string[] }>;
  readonly createdAt: number;
  startedAt: number;
  completedAt: number | null;
}

export interface Step {
  readonly number: number;
  readonly name: string;
  readonly status: 'queued' | 'in_progress' | 'completed';
  readonly conclusion: string | null;
}

export interface Artifact {
  readonly id: number;
  readonly run: WorkflowRun;
  readonly attempt: number;
  readonly name: string;
  readonly zip: Buffer;
  readonly createdAt: number;
  expiresAt: number;
}
