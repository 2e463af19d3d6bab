import type { Digest } from '../ground/json.ts';

/** What the platform says of somebody now. Looked up again before green. */
export interface PersonFacts {
  readonly login: string;
  readonly kind: 'human' | 'bot';
  readonly permission: 'none' | 'read' | 'triage' | 'write' | 'maintain' | 'admin' | 'unknown';
  /** Team slug to membership; a team that was not looked up, or could not be, is unknown. */
  readonly teams: { readonly [team: string]: 'member' | 'not-member' | 'unknown' };
  /** Owner, by CODEOWNERS at the policy commit, of what changed. */
  readonly codeowner: 'yes' | 'no' | 'unknown';
}

/** A commit on which somebody spoke, seen from the head. */
export interface CommitFacts {
  readonly tree: string;
  /** Digest of (path, mode, blob) between merge base and that commit; null when it could not be established. */
  readonly changeSet: Digest | null;
  /** Paths whose mode or blob differ between that tree and the head's; null when it could not be established. */
  readonly changedSince: readonly string[] | null;
  /** Digest of what that commit made of the files that releases are judged by; absent or null when it was not established. */
  readonly files?: Digest | null;
}

/** Left behind by a broken glass: to be done before the next ordinary release. */
export interface EmergencyDebt {
  readonly item: string;
  readonly due: string;
  readonly link?: string;
}

/** All that the verdict may know of the world. Null is "could not be established", and never helps a release on. */
export interface Facts {
  readonly head: { readonly sha: string; readonly tree: string; readonly changeSet: Digest | null };
  readonly commits: { readonly [sha: string]: CommitFacts };
  /** Between merge base and head; for a release between the last release and head. */
  readonly changedPaths: readonly string[] | null;
  /** Every label that the subject ever had: taking one off removes no item. */
  readonly labels: readonly string[] | null;
  readonly branch: string | null;
  readonly base: string | null;
  readonly authorKind: 'human' | 'bot' | null;
  readonly environment: string | null;
  readonly components: readonly string[] | null;
  /** Author, pushers, co-authors, and the humans behind a bot: their own word is not a second one. */
  readonly authors: readonly number[] | null;
  /** By id, as text. */
  readonly people: { readonly [id: string]: PersonFacts };
  /** Whether evidence may still come. */
  readonly runs: { readonly state: 'running' | 'completed'; readonly since: string };
  /** For a deployment: the verdict of the merge for that commit. */
  readonly merge: 'go' | 'waiting' | 'no-go' | 'cannot-tell' | null;
  /** For a release. */
  readonly releasedAt: string | null;
  readonly rollbackOpenedAt: string | null;
  readonly debts: readonly EmergencyDebt[];
  /** Evidence that whoever judges collects, by its key, and since when it has been about to come. */
  readonly asked?: { readonly [evidence: string]: string };
  /** The commit that a merge queue made of the head and others. What CI finds there can speak against the head, and never for it. */
  readonly merged?: string;
}
