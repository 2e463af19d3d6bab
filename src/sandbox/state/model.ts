// What a repository holds. Plain records and maps; acts in this folder change them, views show them.
import type { Sha } from '../git/object.ts';
import type { GitStore } from '../git/store.ts';
import type { Account, App, Organization, Role } from './who.ts';

export interface Repo {
  readonly id: number;
  owner: Account;
  name: string;
  description: string | null;
  private: boolean;
  archived: boolean;
  defaultBranch: string;
  readonly parent: Repo | null;
  readonly store: GitStore;
  /** Full names, such as `refs/heads/main`; a tag may name a tag object. */
  readonly refs: Map<string, Sha>;
  /** Every move of a branch or tag, the newest last. */
  readonly pushes: Pushed[];
  readonly collaborators: Map<number, Role>;
  readonly teams: Map<number, Role>;
  readonly labels: Map<string, Label>;
  /** By number. */
  readonly issues: Map<number, Issue>;
  /** Those that are open, so that nobody walks through the closed ones. */
  readonly open: Set<Issue>;
  /** By commit, oldest first. */
  readonly suites: Map<Sha, CheckSuite[]>;
  readonly statuses: Map<Sha, Status[]>;
  readonly rulesets: Map<number, Ruleset>;
  readonly groups: MergeGroup[];
  readonly queue: QueueEntry[];
  nextNumber: number;
  readonly createdAt: number;
  pushedAt: number;
  updatedAt: number;
}

export interface Pushed {
  readonly id: number;
  readonly ref: string;
  readonly before: Sha;
  readonly after: Sha;
  readonly forced: boolean;
  readonly by: Account;
  readonly at: number;
}

export interface Label {
  readonly id: number;
  readonly repo: Repo;
  name: string;
  color: string;
  description: string | null;
}

export interface Labelling {
  readonly id: number;
  readonly is: 'labeled' | 'unlabeled';
  readonly label: Label;
  readonly by: Account;
  readonly at: number;
}

/** One save of a body. `body` is null once its content was deleted; who saved it and when stays. */
export interface Edit {
  readonly id: number;
  readonly at: number;
  readonly editor: Account | null;
  body: string | null;
  deletedAt: number | null;
  deletedBy: Account | null;
}

/** A body and all that it was: nothing here while it was never edited, then the first text and every later one, oldest first. */
export interface Written {
  body: string;
  readonly edits: Edit[];
  lastEditedAt: number | null;
  lastEditor: Account | null;
}

export interface Issue extends Written {
  readonly id: number;
  readonly repo: Repo;
  readonly number: number;
  title: string;
  readonly author: Account;
  state: 'open' | 'closed';
  stateReason: 'completed' | 'not_planned' | 'reopened' | null;
  closedAt: number | null;
  closedBy: Account | null;
  locked: boolean;
  readonly labels: Set<Label>;
  /** Each time that one was put on or taken off, oldest first. */
  readonly labelled: Labelling[];
  readonly assignees: Set<Account>;
  readonly comments: Map<number, Comment>;
  readonly pull: Pull | null;
  /** The App that opened it. */
  readonly app: App | null;
  readonly createdAt: number;
  updatedAt: number;
}

/** An issue that has this is a pull request. */
/** It was moved from one branch to another. */
export interface BaseChange {
  readonly id: number;
  readonly from: string;
  readonly to: string;
  readonly by: Account;
  readonly at: number;
}

export interface Pull {
  readonly id: number;
  draft: boolean;
  baseRef: string;
  /** The tip of the base when the pull request last changed, as the API shows it. */
  baseSha: Sha;
  readonly head: { readonly repo: Repo; readonly ref: string };
  headSha: Sha;
  mergedAt: number | null;
  mergedBy: Account | null;
  mergeSha: Sha | null;
  autoMerge: { readonly by: Account; readonly method: MergeMethod; readonly at: number; readonly baseRef: string } | null;
  readonly requested: Set<Account>;
  readonly reviews: Review[];
  readonly baseChanges: BaseChange[];
}

export type PullRequest = Issue & { readonly pull: Pull };
export type MergeMethod = 'merge' | 'squash' | 'rebase';

export interface Comment extends Written {
  readonly id: number;
  readonly issue: Issue;
  readonly author: Account;
  readonly app: App | null;
  minimized: string | null;
  readonly reactions: { readonly id: number; readonly user: Account; readonly content: string; readonly createdAt: number }[];
  readonly createdAt: number;
  updatedAt: number;
}

export interface Review {
  readonly id: number;
  readonly issue: PullRequest;
  readonly author: Account;
  state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED' | 'PENDING';
  body: string;
  readonly commit: Sha;
  submittedAt: number | null;
}

export type CheckStatus = 'queued' | 'in_progress' | 'completed';

export interface CheckSuite {
  readonly id: number;
  readonly repo: Repo;
  readonly app: App;
  readonly headSha: Sha;
  readonly headBranch: string | null;
  /** Oldest first. */
  readonly runs: CheckRun[];
  status: CheckStatus;
  conclusion: string | null;
  readonly createdAt: number;
  updatedAt: number;
}

export interface Annotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly start_column?: number;
  readonly end_column?: number;
  readonly annotation_level: string;
  readonly message: string;
  readonly title?: string;
  readonly raw_details?: string;
}

export interface CheckAction {
  readonly label: string;
  readonly description: string;
  readonly identifier: string;
}

export interface CheckRun {
  readonly id: number;
  readonly suite: CheckSuite;
  name: string;
  status: CheckStatus;
  conclusion: string | null;
  externalId: string | null;
  detailsUrl: string | null;
  startedAt: number | null;
  completedAt: number | null;
  readonly output: { title: string | null; summary: string | null; text: string | null; readonly annotations: Annotation[] };
  actions: readonly CheckAction[];
}

export interface Status {
  readonly id: number;
  readonly repo: Repo;
  readonly sha: Sha;
  readonly state: 'error' | 'failure' | 'pending' | 'success';
  readonly context: string;
  readonly description: string | null;
  readonly targetUrl: string | null;
  readonly creator: Account;
  /** The App whose token set it. */
  readonly app: App | null;
  readonly createdAt: number;
}

export interface Rule {
  readonly type: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
}

/** By name, with patterns and `~ALL`, or by id. */
export interface RepositoriesMeant {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly ids?: readonly number[];
}

export interface Ruleset {
  readonly id: number;
  /** Whose it is: of one repository, or of an organisation, and then null. */
  readonly repo: Repo | null;
  readonly organization: Organization | null;
  /** Of an organisation: which of its repositories are meant. */
  repositories: RepositoriesMeant;
  name: string;
  target: 'branch' | 'tag' | 'push' | 'repository';
  enforcement: 'active' | 'disabled' | 'evaluate';
  include: readonly string[];
  exclude: readonly string[];
  rules: readonly Rule[];
  bypass: readonly { readonly actor_id: number | null; readonly actor_type: string; readonly bypass_mode: string }[];
  readonly createdAt: number;
  updatedAt: number;
}

export interface QueueEntry {
  readonly id: number;
  readonly issue: PullRequest;
  /** Where it goes and what it was when it was put in: anything else takes it out. */
  readonly baseRef: string;
  readonly headSha: Sha;
  readonly jump: boolean;
  readonly by: Account;
  readonly at: number;
}

export interface MergeGroup {
  readonly ref: string;
  readonly baseRef: string;
  readonly baseSha: Sha;
  readonly headSha: Sha;
  readonly entries: readonly QueueEntry[];
  /** The merge commit of each entry, in order; the last is the head. */
  readonly merges: readonly Sha[];
  readonly at: number;
}
