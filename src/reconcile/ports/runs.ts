import type { Claim } from '../../gates/engine/contract.ts';
import type { Place } from './place.ts';
import type { ReadClaim } from './reading.ts';

/** A workflow run at a commit, all of it as the platform states it: nothing here comes from a file of the run. */
export interface WorkflowRun {
  readonly id: number;
  /** The latest. */
  readonly attempt: number;
  readonly event: string;
  readonly head: string;
  readonly path: string;
  /** `owner/name` where the workflow is that of another repository, as with one that a ruleset requires. */
  readonly source: string | null;
  readonly status: 'running' | 'completed';
  /** When its first attempt was wished for: all of them try the same. */
  readonly createdAt: string;
  /** When the latest attempt began, and when anything of it last moved. */
  readonly startedAt: string;
  readonly updatedAt: string;
  readonly repoId: number;
  /** The branch that it is of; null where that or its repository is no more. */
  readonly from: { readonly repoId: number; readonly owner: string; readonly branch: string } | null;
  /** Pull requests of this repository that it is said to be of. For a fork the platform names none. */
  readonly pulls: readonly number[];
}

export interface Job {
  readonly name: string;
  /** In which attempt it ran: one that was not run again is listed with later attempts, too. */
  readonly attempt: number;
  readonly startedAt: string | null;
  readonly completedAt: string | null;
  readonly conclusion: string | null;
}

export interface Attempt {
  readonly number: number;
  readonly startedAt: string;
  readonly jobs: readonly Job[];
}

export interface ListedArtifact {
  readonly id: number;
  readonly name: string;
  readonly bytes: number;
  readonly isExpired: boolean;
  readonly createdAt: string;
  readonly digest: string | null;
}

/** The two files that are looked for in it, as bytes; or why there is nothing to look at. */
export type ArtifactFiles =
  | { readonly is: 'read'; readonly evidence: Uint8Array; readonly token: string | null }
  | { readonly is: 'unreadable'; readonly because: string };

/** What the platform vouches for in a token: its signature and issuer were found good, and nothing else of it was judged. */
export interface Vouched {
  readonly audience: string;
  /** Seconds since 1970. */
  readonly issuedAt: number;
  readonly notBefore: number | null;
  readonly expiresAt: number;
  readonly repoId: number;
  readonly run: number;
  readonly attempt: number;
  readonly event: string;
  readonly ref: string;
  readonly base: string | null;
  /** `organisation/repository/path@ref` of the workflow that the job stands in, and its commit. */
  readonly workflowRef: string;
  readonly workflowSha: string;
  readonly runner: string | null;
}

export type VouchAnswer = ({ readonly is: 'vouched' } & Vouched) | { readonly is: 'doubtful'; readonly because: string };

/** What workflow runs leave behind. All lists are whole, or fail. */
export interface Runs {
  /** Every run at a commit. `known`: runs that must be among them, by their ids. */
  readonly workflowRuns: (ask: {
    readonly place: Place;
    readonly sha: string;
    readonly known: readonly number[];
  }) => Promise<readonly WorkflowRun[]>;
  /** Pull requests that were open from the branch of a run when that was wished for, whatever became of them; none where nobody can tell. */
  readonly pullsOf: (ask: { readonly place: Place; readonly run: WorkflowRun }) => Promise<readonly number[]>;
  readonly attempt: (ask: { readonly place: Place; readonly run: number; readonly number: number }) => Promise<Attempt>;
  /** Of all attempts of a run, those whose names begin with this. */
  readonly artifacts: (ask: {
    readonly place: Place;
    readonly run: number;
    readonly prefix: string;
  }) => Promise<readonly ListedArtifact[]>;
  readonly artifact: (ask: { readonly place: Place; readonly artifact: ListedArtifact }) => Promise<ArtifactFiles>;
  readonly vouch: (token: string) => Promise<VouchAnswer>;
  /** Workflows that a branch takes nothing without, each by its repository and path; none where that may not be seen. */
  readonly requiredWorkflows: (ask: { readonly place: Place; readonly branch: string }) => Promise<readonly RequiredWorkflow[]>;
}

export interface RequiredWorkflow {
  readonly repoId: number;
  readonly path: string;
}

/** An artifact as it was taken in. It never changes, so that it is never asked for again. */
export interface TakenArtifact {
  readonly id: number;
  readonly name: string;
  readonly createdAt: string;
  readonly attempt: number;
  /** Keys of its claims, or why it cannot be read. */
  readonly found:
    | { readonly is: 'read'; readonly keys: readonly string[] }
    | { readonly is: 'unreadable'; readonly because: string };
  readonly token: VouchAnswer | null;
  /** Where what it says of itself is not what the platform states. */
  readonly contradictions: readonly string[];
}

/** What was taken in of one run. */
export interface TakenRun {
  readonly format: 'gonogo/run/1';
  readonly run: WorkflowRun;
  /** Known only where there was more than one. */
  readonly attempts: readonly Attempt[];
  readonly artifacts: readonly TakenArtifact[];
}

/** A claim on its way to the store, and the artifact that it was in. */
export interface KeptClaim extends ReadClaim {
  readonly artifact: number;
}

/** A claim, and the artifact that it was in. */
export interface StoredClaim {
  readonly artifact: number;
  readonly claim: Claim;
}
