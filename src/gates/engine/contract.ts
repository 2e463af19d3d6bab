import { type Digest, digest, type Json } from '../../ground/json.ts';
import type { PlatformAnswers } from './platform.ts';
import type { Static, TSchema } from './schema.ts';

/** `workspace`: files and tools · `target`: a live address · `platform`: the forge's API. */
export type Need = 'workspace' | 'target' | 'platform';

export type Result = 'pass' | 'fail' | 'not-applicable' | 'cannot-tell';

export interface Measured {
  readonly metric: string;
  readonly value: number | string | boolean;
  readonly unit?: string;
  /** The limit in words: `at least 80 %`. Absent when the value was only looked at. */
  readonly limit?: string;
  readonly ok?: boolean;
}

/** One thing that is wrong. Its id and value are what a waiver covers, so the id must not change while the thing stays the same. */
export interface Finding {
  readonly id: string;
  readonly title: string;
  readonly severity?: string;
  /** With `better`: how bad it is. A waiver covers this value and anything not worse. */
  readonly value?: number;
  readonly better?: 'higher' | 'lower';
  readonly file?: string;
  readonly line?: number;
  readonly url?: string;
}

/** `pass` needs something measured, `fail` needs findings: the judge of the engine refuses an answer without. */
export interface Judgement {
  readonly result: Result;
  /** One sentence with the numbers in it. */
  readonly summary: string;
  readonly measured: readonly Measured[];
  readonly findings: readonly Finding[];
  /** What to do; every `fail` and `cannot-tell` has one. */
  readonly remedy?: string;
}

/** Files of the checked-out repository, as a gate may see them. Paths are relative to the root, with `/`. */
export interface Workspace {
  readonly root: string;
  /** When this run began; a report older than that is somebody else's. Absent on a laptop, where there is no run. */
  readonly runStartedAt?: number;
  find(globs: readonly string[]): Promise<string[]>;
  /** Those of the paths that git tracks: a committed report proves nothing. */
  tracked(paths: readonly string[]): Promise<string[]>;
}

/** A live address that the policy or a person named. */
export interface Target {
  readonly name: string;
  readonly url: string;
  /** Its host may stand in a private range of addresses; no other host may. */
  readonly private?: boolean;
  /** What to do about it where that is not for the policy alone to say. */
  readonly ifPrivate?: string;
  /** PEM of the authorities that it is trusted by, instead of the public ones. */
  readonly ca?: () => Promise<string>;
}

/** What is released, as far as it is known. */
export interface Release {
  readonly commit?: string;
  readonly version?: string;
}

export interface CollectContext {
  readonly workspace?: Workspace;
  readonly target?: Target;
  readonly platform?: PlatformAnswers;
  /** A secret by its name, or a `ProblemError`. It is hidden wherever it comes back. */
  readonly secret?: (name: string) => string;
  readonly release?: () => Promise<Release>;
  readonly signal: AbortSignal;
}

/** Whether an instant (RFC 3339) has come; one that cannot be read always has. */
export type Reached = (instant: string) => boolean;

/** A gate is one file and one object. Methods, not fields, so that every gate fits in one registry. */
export interface Gate<S extends TSchema = TSchema, L extends TSchema = TSchema, E extends TSchema = TSchema> {
  readonly id: string;
  readonly title: string;
  /** A paragraph for the docs: what it proves and what it does not. */
  readonly about: string;
  readonly needs: readonly Need[];
  /** How long its evidence counts: as long as the commit stands, or so many hours. */
  readonly keeps: 'commit' | { readonly hours: number };
  /** It compares what it finds with what is released, so that its evidence is of no other commit. */
  readonly compares?: 'release';
  /** What to collect. Its `$id` is `<gate>.source`; `limits` and `evidence` likewise. */
  readonly source: S;
  /** How to judge; each field says how it tightens. */
  readonly limits: L;
  readonly evidence: E;
  collect(source: Static<S>, context: CollectContext): Promise<Static<E>>;
  /** Pure. What depends on the time asks whether an instant is `reached`, so that its end is looked at again when it comes. */
  judge(evidence: Static<E>, limits: Static<L>, reached: Reached): Judgement;
}

/** `needs: ['workspace']` promises it: the runner breaks the claim before a gate without one could ask. */
export function workspaceOf(context: CollectContext): Workspace {
  if (context.workspace === undefined) throw new TypeError('a gate asked for a workspace that it does not name in its needs');
  return context.workspace;
}

/** As `workspaceOf`, for `needs: ['target']`. */
export function targetOf(context: CollectContext): Target {
  if (context.target === undefined) throw new TypeError('a gate asked for a target that it does not name in its needs');
  return context.target;
}

/** As `workspaceOf`, for `needs: ['platform']`. */
export function platformOf(context: CollectContext): PlatformAnswers {
  if (context.platform === undefined) throw new TypeError('a gate asked the platform without naming it in its needs');
  return context.platform;
}

/** The answer of whoever cannot prove it: it blocks, and says what to do. */
export function cannotTell(summary: string, remedy: string): Judgement {
  return { result: 'cannot-tell', summary, measured: [], findings: [], remedy };
}

export function defineGate<S extends TSchema, L extends TSchema, E extends TSchema>(gate: Gate<S, L, E>): Gate<S, L, E> {
  return gate;
}

/** Where evidence came from, weakest first. Only its reader says so. */
export const origins = ['workspace', 'changed-workflow', 'unchanged-workflow', 'pinned-workflow', 'app'] as const;
export type Origin = (typeof origins)[number];

/** How an item uses a gate. `source` says what to collect, `limits` how to judge: a changed limit needs no new run. */
export interface GateUse {
  readonly gate: string;
  readonly target?: string;
  readonly source: Json;
  readonly limits: Json;
  /** The weakest origin that proves this item; the policy's minimum when absent. */
  readonly origin?: Origin;
}

interface ClaimHead {
  readonly gate: string;
  readonly target?: string;
  /** Digest of the canonical `source`. */
  readonly source: Digest;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly tookMs: number;
  readonly tool?: { readonly name: string; readonly version?: string };
}

/** What one run of a gate reports. */
export type Claim = ClaimHead &
  (
    | { readonly state: 'collected'; readonly data: Json }
    | { readonly state: 'broken'; readonly reason: string; readonly remedy?: string }
  );

export interface Run {
  readonly id: number;
  readonly attempt: number;
  readonly path: string;
}

/** A claim whose origin and commit the reader has established. */
export type Evidence = Claim & {
  readonly head: string;
  readonly origin: Origin;
  readonly run?: Run;
  /** Where its run can be looked at. */
  readonly link?: string;
  /** Why its origin is no stronger one. */
  readonly doubt?: string;
  /** The job that it came from may have run what is judged: it is what CI says, and nobody saw it come about. */
  readonly isMixed?: true;
};

/** What a use asks for, as claims name it: its settings by their digest. */
export function nameOf({
  gate,
  target,
  source,
}: Pick<GateUse, 'gate' | 'target' | 'source'>): Pick<Claim, 'gate' | 'target' | 'source'> {
  return { gate, ...(target !== undefined && { target }), source: digest(source) };
}

/** The one thing that a claim answers: gate, target and source. */
export function evidenceKey(claim: { readonly gate: string; readonly target?: string; readonly source: Digest }): string {
  return `${claim.gate}|${claim.target ?? ''}|${claim.source}`;
}
