import type { Actor, Place } from './place.ts';

/**
 * Something to be looked at. `pull`, `check`, `group`: one pull request, one commit's check, one merge group · `branch`: what depends on the
 * tip of a branch · `head`: whatever has a commit as its head · `collect`: what is asked of a live address or of the platform ·
 * `repository`, `installation`, `app`: sweeps.
 */
export type TaskKind = 'pull' | 'check' | 'group' | 'branch' | 'head' | 'collect' | 'repository' | 'installation' | 'app';

export interface Task {
  readonly kind: TaskKind;
  /** Of one kind only one runs at a time: `7/12`. What belongs to a repository begins with its id, and goes when that is left. */
  readonly key: string;
}

export interface Wanted extends Task {
  /** Whose turn it is: one busy installation does not keep the others waiting. 0 for the App itself. */
  readonly installation: number;
  /** ISO 8601, UTC. An earlier wish for the same stays. */
  readonly due: string;
  /** Sweeps come after what somebody waits for, and do not make it due earlier. */
  readonly isBackground?: boolean;
}

/** What a delivery brings that cannot be fetched again. */
export type Fact = {
  readonly repoId: number;
  readonly number: number;
  readonly comment: number;
  readonly by: Actor;
  /** The platform's time, ISO 8601, UTC. */
  readonly at: string;
} & (
  | { readonly is: 'created'; readonly body: string; readonly url: string }
  | { readonly is: 'edited'; readonly author: number; readonly from: string | null; readonly to: string }
  | { readonly is: 'deleted'; readonly author: number; readonly body: string }
  /** Somebody pushed onto what was the head `before`, or opened it with what perhaps somebody else had pushed: `comment` is 0. */
  | { readonly is: 'pushed'; readonly head: string; readonly before?: string; readonly isOpening?: true }
  /** Somebody pressed a button of our check on a commit. Of which pull request it was is not told: `number` is 0, `comment` the run. */
  | { readonly is: 'pressed'; readonly head: string; readonly button: string }
  /** Somebody else published a check of our name on a commit: `number` is 0, `comment` the run or status. */
  | { readonly is: 'imitated'; readonly head: string; readonly name: string; readonly source: 'run' | 'status' }
);

/** Commits that a merge queue tries together. */
export interface Group {
  readonly repoId: number;
  /** The branch they go into, by its short name. */
  readonly branch: string;
  /** The commit on which they stand. */
  readonly base: string;
  readonly sha: string;
}

/** What is to be done about a delivery. */
export interface Keyed {
  readonly wanted: readonly Wanted[];
  readonly facts: readonly Fact[];
  readonly groups: readonly Group[];
  /** Repositories as the event names them. */
  readonly places: readonly Place[];
  /** Repositories and installations that are not ours any more. */
  readonly left: readonly ({ readonly repoId: number } | { readonly installation: number })[];
}
