import type {
  CheckRun,
  CheckSuite,
  Comment,
  Issue,
  Label,
  MergeGroup,
  PullRequest,
  Repo,
  Review,
  Ruleset,
  Status,
} from './model.ts';
import type { Deployment, DeploymentStatus, Job, Release, Workflow, WorkflowRun } from './ship.ts';
import type { Account, App, Installation, Organization, Team } from './who.ts';

/** Something that happened: the name of GitHub's event, and what it is about under the names of GitHub's payload. */
export interface Change {
  readonly event: string;
  readonly action?: string;
  readonly repo?: Repo;
  readonly organization?: Organization;
  readonly installation?: Installation;
  readonly sender: Account;
  /** The only App that hears of it. */
  readonly only?: App;
  readonly about: About;
  /** What stands in the payload as it is. */
  readonly raw?: Readonly<Record<string, unknown>>;
}

export interface About {
  readonly issue?: Issue;
  readonly comment?: Comment;
  readonly pull_request?: PullRequest;
  readonly review?: Review;
  readonly label?: Label;
  readonly check_run?: CheckRun;
  readonly check_suite?: CheckSuite;
  readonly status?: Status;
  readonly repository_ruleset?: Ruleset;
  readonly release?: Release;
  readonly deployment?: Deployment;
  readonly deployment_status?: DeploymentStatus;
  readonly pull_requests?: readonly PullRequest[];
  readonly member?: Account;
  readonly team?: Team;
  readonly requested_reviewer?: Account;
  readonly repositories?: readonly Repo[];
  readonly repositories_added?: readonly Repo[];
  readonly repositories_removed?: readonly Repo[];
  readonly workflow?: Workflow;
  readonly workflow_run?: WorkflowRun;
  readonly workflow_job?: Job;
  readonly merge_group?: MergeGroup;
  readonly push?: { readonly ref: string; readonly before: string; readonly after: string; readonly forced: boolean };
}
