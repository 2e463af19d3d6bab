import type { Digest } from '../../ground/json.ts';
import type { Person } from '../../ledger/statement.ts';
import type { Facts } from '../../verdict/facts.ts';
import type { Decision, Verdict } from '../../verdict/verdict.ts';
import type { CheckRunOutput } from '../../views/check-run.ts';
import type { Asks } from '../collect/ask.ts';
import type { EvidenceSeen } from '../evidence/take-in.ts';
import type { Actor } from '../ports/place.ts';
import type { OwnRun } from '../ports/platform.ts';
import type { SubjectRow } from '../ports/store.ts';

/** Where the policy stood at some time. */
export interface Opened {
  readonly commit: string;
  /** The branch that it went into then. */
  readonly base: string;
}

/** A commit that was the head for a while. */
export interface KnownHead {
  readonly sha: string;
  /** When it was first seen as the head, by the platform's clock where that told of it. */
  readonly at: string;
  /** Both are null until it was looked at. */
  readonly tree: string | null;
  readonly changeSet: Digest | null;
  /** What it made of the files that releases are judged by; null or absent where it leaves them alone or was not looked at. */
  readonly files?: Digest | null;
  /** Where the policy stood when it was first judged: by that, what machines prove of its files was collected. */
  readonly policy?: Opened;
  /** Whether we know who moved the branch there: `opening` knows only who opened the pull request with it. */
  readonly pusher?: 'known' | 'opening';
}

/** A comment that holds a part of the board. */
export interface KnownBoard {
  readonly comment: number;
  readonly nodeId: string;
  readonly url: string;
}

export interface BoardMemory {
  /** What its boxes stand for: another one now means another board. */
  readonly digest: string;
  readonly revision: number;
  /** One for each part; fewer while it is being posted. */
  readonly comments: readonly KnownBoard[];
  /** Since when it shows what is not so. */
  readonly wrongSince: string | null;
  /** A page that is open somewhere could be mistaken for another until it is written again. */
  readonly mustRewrite: boolean;
}

/** What the answer rests on and what must be asked again before it may turn green. */
export interface Grounds {
  /** Of a merge group: of the runs at its commit, where they were asked for. */
  readonly pulse: string;
  readonly people: Facts['people'];
  readonly asked: readonly Person[];
  readonly teams: readonly string[];
  /** Digest of what was on record; null where nobody is heard, and of a merge group, whose members have each their own. */
  readonly said: Digest | null;
  /** When it may be another answer by itself; null where it never is. */
  readonly until: string | null;
  /** For a merge group: those it brings together, each with its own grounds. */
  readonly members?: readonly Member[];
}

export interface Member {
  readonly number: number;
  readonly head: string;
  /** Node ids of its board. */
  readonly boards: readonly string[];
  readonly pulse: string;
  /** Digest of what it answered for itself. */
  readonly answer: Digest;
  readonly said: Digest | null;
}

/** What a subject says about its head. */
export interface Answer {
  readonly head: string;
  readonly decision: Decision | 'not-a-release';
  readonly output: CheckRunOutput;
  /** Equal exactly when the same would be written. */
  readonly digest: Digest;
  /** ISO 8601, UTC; for a decision that may turn the check green: since when it is that. */
  readonly goSince: string | null;
  /** Seconds without change before it turns green. */
  readonly settle: number;
  /** Absent where nothing can be green by it. */
  readonly grounds: Grounds | null;
}

/** Something to be said in a conversation, kept until it has been said. */
export type Outgoing =
  | { readonly is: 'reaction'; readonly to: number; readonly content: '+1' | '-1' | 'eyes' | 'confused' }
  | { readonly is: 'reply'; readonly to: number; readonly body: string }
  /** Nobody asked for it. `key` is what it is known by after a crash. */
  | { readonly is: 'notice'; readonly key: string; readonly body: string };

export interface ShownRun extends OwnRun {
  /** No later than it was shown, by our clock. */
  readonly at: string;
}

/** The day, as in `2026-11-21`, by id or name. */
export interface Told {
  /** Strangers who were answered, by a sign. */
  readonly outsiders: { readonly [id: string]: string };
  /** Who was reminded of something. */
  readonly reminded: { readonly [name: string]: string };
}

/** What is known of a pull request between two looks at it. */
export interface PullMemory {
  readonly format: 'gonogo/pull/1';
  /** Once a release, always one until it is closed. */
  readonly isRelease: boolean;
  /** For a release: what is loosened later is not for it. */
  readonly opened: Opened | null;
  /** All that it ever had, as far as we saw. */
  readonly labels: readonly string[];
  /** The oldest first. */
  readonly heads: readonly KnownHead[];
  readonly pushers: readonly Actor[];
  readonly board: BoardMemory | null;
  /** Boards that another took the place of, the newest last: what was flipped while that happened is still heard. */
  readonly replaced: readonly KnownBoard[];
  /** Node ids of comments that are boards no more and still to be hidden. */
  readonly toHide: readonly string[];
  /** Ids of what we wrote besides the board. */
  readonly written: readonly number[];
  readonly outgoing: readonly Outgoing[];
  /** Who was told something today, and on which day: everybody once a day at most. */
  readonly told: Told;
  readonly answer: Answer | null;
  /** Our runs at the head, as the platform showed them then. */
  readonly shown: readonly ShownRun[];
  /** Why the board is not what it should be, where GitHub does not take it. */
  readonly unwritten: string | null;
  /** What people read when they spoke. */
  readonly verdict: Verdict | null;
  /** What it asks of live addresses and of the platform. */
  readonly asks: Asks | null;
  /** Up to where workflow runs of the head were looked at; null where nothing was asked of them. */
  readonly evidence: EvidenceSeen | null;
}

export const noMemory: PullMemory = {
  format: 'gonogo/pull/1',
  isRelease: false,
  opened: null,
  labels: [],
  heads: [],
  pushers: [],
  board: null,
  replaced: [],
  toHide: [],
  written: [],
  outgoing: [],
  told: { outsiders: {}, reminded: {} },
  answer: null,
  shown: [],
  unwritten: null,
  verdict: null,
  asks: null,
  evidence: null,
};

/** Whether it was looked at, and by a version that we can read. */
export function isKnown(row: SubjectRow | undefined): boolean {
  return isMemory(row?.memory);
}

/** What another version kept is as good as nothing: all of it can be looked up again but what the ledger has. */
export function memoryIn(row: SubjectRow | undefined): PullMemory {
  const kept: unknown = row?.memory;
  // One that was kept by an older version has nothing of what came since.
  return isMemory(kept) ? { ...noMemory, ...kept } : noMemory;
}

function isMemory(value: unknown): value is PullMemory {
  return typeof value === 'object' && value !== null && 'format' in value && value.format === noMemory.format;
}
