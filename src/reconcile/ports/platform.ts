import type { ShownCheck } from '../../gates/engine/platform.ts';
import type { Person } from '../../ledger/statement.ts';
import type { PersonFacts } from '../../verdict/facts.ts';
import type { CheckRunOutput } from '../../views/check-run.ts';
import type { Actor, Place } from './place.ts';
import type { Runs } from './runs.ts';
import type { PullAsk, PullSnapshot } from './snapshot.ts';

/** A file at a commit. What is there and cannot be read is not the same as nothing. */
export type FileAnswer =
  | { readonly is: 'text'; readonly text: string; readonly oid: string }
  | { readonly is: 'none' }
  | { readonly is: 'unusable'; readonly because: string };

export interface TreeFile {
  readonly path: string;
  readonly mode: string;
  readonly oid: string;
}

/** From where a head has gone its own way. */
export interface MergeBase {
  readonly sha: string;
  readonly tree: string;
}

/** How a branch asks for a check of a name: pinned to us, to any source, or not at all. */
export type Requirement = 'ours' | 'another-app' | 'anybody' | 'not-required' | 'unknown';

/** A write may have to wait for its turn. Asked after that, directly before each request: who fails there writes nothing. */
export interface Confirmed {
  readonly confirm?: (() => Promise<void>) | undefined;
}

export interface CheckWish {
  readonly sha: string;
  /** Ours: what we know the run by. */
  readonly externalId: string;
  readonly output: CheckRunOutput;
}

export interface OwnRun {
  readonly id: number;
  readonly name: string;
  readonly sha: string;
  readonly externalId: string;
  readonly status: 'queued' | 'in_progress' | 'completed';
  readonly conclusion: string | null;
  readonly url: string;
}

export interface OwnComment {
  readonly id: number;
  readonly nodeId: string;
  readonly url: string;
  readonly body: string;
}

export interface Issue {
  readonly number: number;
  readonly url: string;
  readonly body: string;
  /** `dismissed`: closed, and not as done. */
  readonly state: 'open' | 'done' | 'dismissed';
  /** Null: it is open, or an account that is no more closed it. */
  readonly closedBy: Actor | null;
}

export interface ListedPull {
  readonly number: number;
  readonly head: string;
  readonly base: string;
  /** ISO 8601, UTC; where it is told. Labels and comments make it newer, boxes do not. */
  readonly updatedAt?: string;
}

export interface Pulse {
  /** That of the snapshot for as long as nothing of it has changed. */
  readonly digest: string;
  /** Every open pull request with the same head, this one among them. */
  readonly sameHead: readonly ListedPull[];
}

/** One page; `next` is absent on the last. */
export interface Page<T> {
  readonly found: readonly T[];
  readonly next?: string;
}

export interface FailedDelivery {
  readonly id: number;
  readonly guid: string;
  readonly at: string;
}

/** From one commit to another; of zeros where the branch came or went. */
export interface Move {
  readonly before: string;
  readonly after: string;
  /** Null for an account that is no more. */
  readonly by: Actor | null;
}

/**
 * What may be asked of the platform, and what may be written there. Every answer is whole: a page that is missing, an error in part of an
 * answer, or another repository under an old name is thrown as a `PlatformError`, never left out. Objects of git are immutable, so that
 * whoever implements this may keep them.
 */
export interface Platform extends Runs {
  readonly me: () => Promise<Actor & { readonly appId: number; readonly slug: string }>;
  /** Undefined when there is no such pull request any more. */
  readonly pull: (ask: PullAsk) => Promise<PullSnapshot | undefined>;
  /** For less than a snapshot: whether anything of it has changed. */
  readonly pulse: (ask: PullAsk) => Promise<Pulse | undefined>;
  /** A repository by its name, with the tip of its default branch; undefined when the installation cannot see it. */
  readonly repository: (at: {
    readonly installation: number;
    readonly owner: string;
    readonly name: string;
  }) => Promise<{ readonly place: Place; readonly branch: string; readonly tip: string | null } | undefined>;
  readonly file: (at: { readonly place: Place; readonly commit: string; readonly path: string }) => Promise<FileAnswer>;
  readonly blob: (at: { readonly place: Place; readonly oid: string }) => Promise<FileAnswer>;
  /** Null when it could not be established. */
  readonly mergeBase: (at: { readonly place: Place; readonly base: string; readonly head: string }) => Promise<MergeBase | null>;
  /** Every file below, or null when the platform does not give them all. */
  readonly tree: (at: { readonly place: Place; readonly oid: string }) => Promise<readonly TreeFile[] | null>;
  /** By id, as text. What could not be looked up is `unknown` in it. */
  readonly people: (ask: {
    readonly place: Place;
    readonly people: readonly Person[];
    readonly teams: readonly string[];
  }) => Promise<{ readonly [id: string]: PersonFacts }>;
  /** Who has that login now; undefined when nobody has. */
  readonly account: (ask: { readonly place: Place; readonly login: string }) => Promise<Actor | undefined>;
  /** How a branch was moved lately, the newest first; null when it could not be established. */
  readonly moves: (ask: { readonly place: Place; readonly branch: string }) => Promise<readonly Move[] | null>;
  /** Undefined when there is none of that number any more. */
  readonly issue: (ask: { readonly place: Place; readonly number: number }) => Promise<Issue | undefined>;
  /** Those that we opened and that hold this marker, whatever became of them. */
  readonly ownIssues: (ask: { readonly place: Place; readonly marker: string }) => Promise<readonly Issue[]>;
  readonly createIssue: (
    at: Confirmed & { readonly place: Place; readonly title: string; readonly body: string },
  ) => Promise<Issue>;
  readonly requirement: (ask: { readonly place: Place; readonly branch: string; readonly check: string }) => Promise<Requirement>;
  readonly openPulls: (ask: {
    readonly place: Place;
    readonly base?: string;
    readonly after?: string;
  }) => Promise<Page<ListedPull>>;
  /** Those that a merge group brings together: none when the queue has no such group, null when it could not be established. */
  readonly members: (ask: {
    readonly place: Place;
    readonly branch: string;
    readonly base: string;
    readonly sha: string;
  }) => Promise<readonly ListedPull[] | null>;
  readonly installations: () => Promise<readonly number[]>;
  readonly repositories: (installation: number) => Promise<readonly Place[]>;

  readonly createCheck: (at: Confirmed & { readonly place: Place; readonly wish: CheckWish }) => Promise<OwnRun>;
  readonly updateCheck: (
    at: Confirmed & { readonly place: Place; readonly run: number; readonly wish: CheckWish },
  ) => Promise<OwnRun>;
  /** The newest of our own runs of that name, whatever we think we know. */
  readonly check: (ask: { readonly place: Place; readonly sha: string; readonly name: string }) => Promise<OwnRun | undefined>;
  /** All runs and statuses on a commit, whoever made them. */
  readonly shownChecks: (ask: { readonly place: Place; readonly sha: string }) => Promise<readonly ShownCheck[]>;
  readonly createComment: (
    at: Confirmed & { readonly place: Place; readonly number: number; readonly body: string },
  ) => Promise<OwnComment>;
  readonly updateComment: (
    at: Confirmed & { readonly place: Place; readonly comment: number; readonly body: string },
  ) => Promise<OwnComment>;
  /** Undefined when it was deleted. */
  readonly comment: (ask: { readonly place: Place; readonly comment: number }) => Promise<OwnComment | undefined>;
  /** All that we wrote there. */
  readonly ownComments: (ask: { readonly place: Place; readonly number: number }) => Promise<readonly OwnComment[]>;
  readonly hideComment: (at: Confirmed & { readonly place: Place; readonly nodeId: string }) => Promise<void>;
  readonly react: (
    at: Confirmed & {
      readonly place: Place;
      readonly comment: number;
      readonly with: '+1' | '-1' | 'eyes' | 'confused';
    },
  ) => Promise<void>;

  readonly failedDeliveries: (since: string) => Promise<readonly FailedDelivery[]>;
  readonly redeliver: (id: number) => Promise<void>;
}
