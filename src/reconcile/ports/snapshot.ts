import type { Actor, Place } from './place.ts';
import type { FileAnswer, OwnRun } from './platform.ts';

export interface PullAsk {
  readonly place: Place;
  readonly number: number;
  /** Node ids of the comments that we know as boards of it. */
  readonly boards: readonly string[];
  /** Names of our own checks. */
  readonly checks: readonly string[];
}

/** A branch and what the platform shows at its tip. */
export interface Tip {
  readonly branch: string;
  readonly sha: string;
  readonly tree: string;
  readonly config: FileAnswer;
}

/** One saving of a comment. */
export interface Revision {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Null: an account that is no more. */
  readonly editor: Actor | null;
  /** Null: somebody took it out of the history. */
  readonly body: string | null;
}

export interface BoardComment {
  readonly id: number;
  readonly nodeId: string;
  readonly url: string;
  readonly body: string;
  readonly isMinimized: boolean;
  /** The oldest first, with the one it was created with. */
  readonly revisions: readonly Revision[];
}

/** What somebody thinks of a commit of it. */
export interface Review {
  readonly id: number;
  /** Null: an account that is no more. */
  readonly by: Actor | null;
  readonly says: 'approved' | 'changes' | 'dismissed';
  /** When it was given, ISO 8601, UTC; a dismissal has no time of its own. */
  readonly at: string;
  /** Null: a commit that is no more. */
  readonly on: { readonly sha: string; readonly tree: string } | null;
  readonly url: string;
}

export interface RunsSeen {
  readonly state: 'running' | 'completed';
  readonly since: string;
  /** Of those that are over; null where the platform does not tell of all. */
  readonly over: readonly { readonly id: number; readonly at: string }[] | null;
}

/** A pull request and all that a verdict on it needs, as of one moment. */
export interface PullSnapshot {
  /** As it is named now. */
  readonly place: Place;
  /** Null: the branch has no commit. */
  readonly defaultBranch: Tip | null;
  readonly number: number;
  readonly state: 'open' | 'closed' | 'merged';
  readonly isDraft: boolean;
  /** Everybody may read it and comment on it. */
  readonly isPublic: boolean;
  readonly url: string;
  /** Null: an account that is no more. */
  readonly author: Actor | null;
  readonly base: {
    readonly branch: string;
    /** Null when the branch is gone. */
    readonly tip: Tip | null;
    /** When it was moved to it; null where it was opened into it and never moved. */
    readonly since: string | null;
  };
  /** `repoId` is null when the fork is gone. */
  readonly head: { readonly branch: string; readonly sha: string; readonly tree: string; readonly repoId: number | null };
  /** Every label that it ever had; null when that could not be established. */
  readonly labels: readonly string[] | null;
  /** Authors, co-authors and committers of its commits that are accounts; null when there are more commits than the platform tells. */
  readonly committers: readonly Actor[] | null;
  /** Those that say yes or no, the oldest first; null when there are more than the platform tells. */
  readonly reviews: readonly Review[] | null;
  /** Workflow runs at the head. */
  readonly runs: RunsSeen;
  /** In the order asked for; undefined for one that was deleted. */
  readonly boards: readonly (BoardComment | undefined)[];
  /** Ids of comments that we wrote and that are none of the boards asked for, of the newest hundred comments. */
  readonly ownComments: readonly number[];
  /** Our newest run at the head of each name that has one. */
  readonly checks: readonly OwnRun[];
  /** Digest of all that the answer depends on. */
  readonly pulse: string;
}
