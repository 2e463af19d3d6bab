import type { Statement } from '../../ledger/statement.ts';
import type { Actor, Place } from './place.ts';
import type { KeptClaim, StoredClaim, TakenRun } from './runs.ts';
import type { Fact, Group, Keyed, Task, TaskKind, Wanted } from './tasks.ts';

export interface Delivery {
  /** The platform's id of the event; the same when it is sent again. */
  readonly guid: string;
  readonly event: string;
  /** ISO 8601, UTC. */
  readonly receivedAt: string;
  /** As it came, after its signature was found good. */
  readonly payload: string;
}

/** Deliveries between the moment they are on record and the moment it is known what they are about. */
export interface Inbox {
  /**
   * Durable when it resolves, once for each guid; many at once share a commit. With what is to be done about it, where that is known by
   * then: it needs no keying, and its payload is kept only for its facts.
   */
  readonly accept: (delivery: Delivery, keyed?: Keyed) => Promise<void>;
  /** Accepted and not keyed yet, the oldest first. */
  readonly waiting: (most: number) => Promise<readonly Delivery[]>;
  /** What is to be done about it, all in one commit, once. A payload without facts is forgotten then. */
  readonly key: (guid: string, keyed: Keyed) => Promise<void>;
  /** Nobody can tell what it is about: kept, counted, and out of the way. It waits again when it is sent again. */
  readonly park: (guid: string, reason: string) => Promise<void>;
}

/** Who holds a task writes; who has lost it cannot. */
export interface Held extends Task {
  readonly installation: number;
  /** How often it has failed, or its lease ran out, since it was last done. */
  readonly failures: number;
  /** The one who held it before never said that it was done: it may still be about to write to the platform. */
  readonly tookOver: boolean;
  /** One transaction that fails with `LeaseLost` when somebody else holds the task by now. Short: an embedded database waits for it. */
  readonly write: <T>(work: (writes: Writes) => Promise<T>) => Promise<T>;
  /** Fails with `LeaseLost` in the same case: asked before each write to the platform. A third of the lease is left after it. */
  readonly confirm: () => Promise<void>;
  /** Done with all that was wished for before it was claimed; `due` when it is to be looked at again by itself. */
  readonly done: (due?: string) => Promise<void>;
  /** Looked at again not before `due`, which serves what was wished for meanwhile too; a later wish may bring it forward. */
  readonly failed: (reason: string, due: string) => Promise<void>;
}

export interface Tasks {
  readonly want: (wanted: readonly Wanted[]) => Promise<void>;
  /**
   * The next that is due, of an installation that has fewest of these kinds at work, and fewer than `most`; nothing when none is. The lease is
   * kept up until it is given back.
   */
  readonly claim: (kinds?: readonly TaskKind[], most?: number) => Promise<Held | undefined>;
  /** Called when something may have become due, here or in another process. */
  readonly onWanted: (wake: () => void) => () => void;
}

export interface StoredFact {
  /** In the order in which they came. */
  readonly seq: number;
  readonly fact: Fact;
}

/** A saving of a board, from whatever told of it first. `body` is null where it was taken out of the history before we saw it. */
export interface StoredRevision {
  readonly comment: number;
  readonly at: string;
  readonly editor: Actor | null;
  readonly body: string | null;
  /** In which order those of a comment went on record, from 0. */
  readonly ordinal: number;
}

/** What is known of a subject between two looks at it. */
export interface SubjectRow {
  /** As `subjectKey` makes it. */
  readonly key: string;
  readonly repoId: number;
  readonly kind: 'pull-request' | 'merge-group' | 'repository' | 'emergency' | 'collected';
  /** For a pull request, and for what one left behind that was merged in an emergency. */
  readonly number: number | null;
  readonly head: string;
  /** The branch it goes into. */
  readonly base: string;
  readonly isOpen: boolean;
  /** What its own room keeps of it: plain JSON, of whatever version wrote it. */
  readonly memory: unknown;
}

/** Our check run on a commit as we last wrote it. */
export interface RunRow {
  readonly repoId: number;
  readonly sha: string;
  readonly name: string;
  readonly run: number;
  readonly conclusion: string;
  /** Digest of what was written. */
  readonly digest: string;
  /** When it was written, ISO 8601, UTC, by our clock. */
  readonly at: string;
}

export interface LedgerHead {
  readonly count: number;
  /** Digest over all statements of the scope, each over the one before. */
  readonly head: string;
}

export interface Reads {
  readonly place: (repoId: number) => Promise<Place | undefined>;
  readonly places: (installation: number) => Promise<readonly Place[]>;
  readonly subject: (key: string) => Promise<SubjectRow | undefined>;
  /** Open ones with this head. */
  readonly subjectsAt: (repoId: number, sha: string) => Promise<readonly SubjectRow[]>;
  /** Of all kinds, or of one. */
  readonly openSubjects: (repoId: number, kind?: SubjectRow['kind']) => Promise<readonly SubjectRow[]>;
  readonly group: (repoId: number, sha: string) => Promise<Group | undefined>;
  /** Not handled yet. */
  readonly facts: (repoId: number, number: number) => Promise<readonly StoredFact[]>;
  readonly revisions: (comment: number) => Promise<readonly StoredRevision[]>;
  /** In the order in which they went on record. `scope`: a subject's key, or `7/standing`. */
  readonly statements: (scope: string) => Promise<readonly Statement[]>;
  readonly ledgerHead: (scope: string) => Promise<LedgerHead>;
  readonly run: (at: { readonly repoId: number; readonly sha: string; readonly name: string }) => Promise<RunRow | undefined>;
  readonly runs: (repoId: number, sha: string) => Promise<readonly RunRow[]>;
  /** What was taken in at a commit, by the number of the run. */
  readonly evidence: (repoId: number, sha: string) => Promise<readonly TakenRun[]>;
  /** Of these artifacts, the claims with these keys: from the newest artifact on, as many as have no more bytes than that together. */
  readonly claims: (of: {
    readonly repoId: number;
    readonly artifacts: readonly number[];
    readonly keys: readonly string[];
    readonly bytes: number;
  }) => Promise<readonly StoredClaim[]>;
}

export interface Writes {
  readonly want: (wanted: readonly Wanted[]) => Promise<void>;
  readonly handled: (seqs: readonly number[]) => Promise<void>;
  readonly saveRevisions: (revisions: readonly StoredRevision[]) => Promise<void>;
  /** Each once, by its key and scope; a key that stands there with other words is a second statement. */
  readonly append: (statements: readonly Statement[]) => Promise<void>;
  readonly saveSubject: (row: SubjectRow) => Promise<void>;
  readonly saveRun: (row: RunRow) => Promise<void>;
  /** With the claims of what is new in it. */
  readonly saveEvidence: (repoId: number, taken: TakenRun, claims: readonly KeptClaim[]) => Promise<void>;
  readonly savePlace: (place: Place) => Promise<void>;
  readonly forgetGroup: (repoId: number, sha: string) => Promise<void>;
}

export interface Store {
  readonly inbox: Inbox;
  readonly tasks: Tasks;
  readonly read: Reads;
}
