// What is built and brought out: workflow runs, releases, deployments.
import type { Sha } from '../git/object.ts';
import type { CheckRun, CheckSuite, Repo } from './model.ts';
import type { Account, App, Permissions, Team } from './who.ts';

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

export type Reviewer = { readonly type: 'User'; readonly reviewer: Account } | { readonly type: 'Team'; readonly reviewer: Team };

export interface BranchPolicy {
  readonly id: number;
  name: string;
  readonly type: 'branch' | 'tag';
}

/** Until it is protected, every deployment may enter. */
export interface Environment {
  readonly id: number;
  readonly repo: Repo;
  readonly name: string;
  /** In minutes. */
  waitTimer: number;
  /** One of them is enough. */
  reviewers: readonly Reviewer[];
  preventSelfReview: boolean;
  branches: 'any' | 'protected' | 'custom';
  readonly policies: Map<number, BranchPolicy>;
  /** The Apps that must say yes before a job of this environment starts, by the id of the rule. */
  readonly gates: Map<number, App>;
  /** Those of the rules for waiting, reviewers and branches. */
  readonly ruleIds: { readonly wait: number; readonly reviewers: number; readonly branches: number };
  readonly createdAt: number;
  updatedAt: number;
}

export interface Deployment {
  readonly id: number;
  readonly repo: Repo;
  readonly sha: Sha;
  readonly ref: string;
  readonly task: string;
  readonly originalEnvironment: string;
  environment: string;
  readonly description: string | null;
  readonly payload: unknown;
  readonly production: boolean;
  readonly transient: boolean;
  readonly creator: Account;
  readonly app: App | null;
  /** How the run that it belongs to gets in; null where no run does. */
  readonly passage: Passage | null;
  readonly createdAt: number;
  updatedAt: number;
  /** Oldest first; the newest counts. */
  readonly statuses: DeploymentStatus[];
}

export interface DeploymentStatus {
  readonly id: number;
  readonly deployment: Deployment;
  readonly state: string;
  readonly description: string;
  readonly environment: string;
  readonly creator: Account;
  readonly app: App | null;
  readonly targetUrl: string;
  readonly logUrl: string;
  readonly environmentUrl: string;
  readonly createdAt: number;
}

/** One run at the door of one environment. */
export interface Passage {
  readonly run: WorkflowRun;
  readonly environment: Environment;
  /** Who started this attempt of the run. */
  readonly by: Account;
  readonly since: number;
  state: 'waiting' | 'approved' | 'rejected';
  /** By the id of the App that is asked. */
  readonly answers: Map<number, { state: 'approved' | 'rejected' | null; readonly comments: string[] }>;
  readonly reviews: DeploymentReview[];
  /** What goes on from here, either way. */
  readonly decided: () => void;
}

/** What a person said, of one environment or of several at once. */
export interface DeploymentReview {
  readonly by: Account;
  readonly state: 'approved' | 'rejected';
  readonly comment: string;
  readonly environments: readonly Environment[];
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
  /** Somebody runs its workflow and says when it is over: further jobs may come. */
  held: boolean;
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
  deployment: Deployment | null;
  readonly createdAt: number;
  startedAt: number;
  completedAt: number | null;
}

export interface Step {
  readonly number: number;
  name: string;
  status: 'queued' | 'in_progress' | 'completed';
  conclusion: string | null;
}

export interface Artifact {
  readonly id: number;
  readonly run: WorkflowRun;
  readonly attempt: number;
  readonly name: string;
  /** Its bytes: a zip, unless it is one file as it is. */
  readonly zip: Buffer;
  readonly mime: string;
  readonly createdAt: number;
  expiresAt: number;
}
