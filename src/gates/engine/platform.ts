/** Whose a check is, as the platform states it: an App, by its slug and, of a check run, its id; or somebody who set a status. */
export type CheckBy =
  | { readonly app: string; readonly id?: number }
  /** No App's. */
  | { readonly login: string };

/** A check run or a commit status on the head. */
export interface ShownCheck {
  readonly kind: 'run' | 'status';
  /** Larger is newer, among those of a kind. */
  readonly id: number;
  readonly name: string;
  /** Null: an account that is no more. */
  readonly by: CheckBy | null;
  /** Null while it goes on. Of a status: `success`, `failure` or `error`. */
  readonly conclusion: string | null;
  readonly url?: string;
}

/** "Could not be established" helps nothing on. */
export type Known = 'yes' | 'no' | 'unknown';

/** What a person thinks of the change by now: their last review that says yes or no and was not dismissed. */
export interface ShownReview {
  readonly by: string;
  readonly says: 'approved' | 'changes';
  /** It is of the head, not of an earlier commit. */
  readonly isCurrent: boolean;
  /** It is the word of somebody who made or pushed the change. */
  readonly own: Known;
  readonly write: Known;
  /** One of those that were asked about. */
  readonly named: Known;
  readonly codeowner: Known;
  readonly url: string;
}

/** Who is meant by name; any of the ways is enough. */
export interface Named {
  readonly role?: string;
  readonly team?: string;
  readonly users?: readonly string[];
}

/** What a gate may ask of the platform, of the one change that is judged. Every answer is whole, or a `ProblemError`. */
export interface PlatformAnswers {
  readonly head: string;
  readonly checks: () => Promise<readonly ShownCheck[]>;
  /** One for each person. Bots are left out. */
  readonly reviews: (named: Named) => Promise<readonly ShownReview[]>;
}
