import type { Digest } from '../ground/json.ts';

/** What is judged. */
export type Subject =
  | { readonly kind: 'pull-request'; readonly repoId: number; readonly number: number; readonly sha: string }
  | { readonly kind: 'merge-group'; readonly repoId: number; readonly sha: string }
  | { readonly kind: 'release'; readonly repoId: number; readonly tag: string; readonly sha: string }
  | { readonly kind: 'deployment'; readonly repoId: number; readonly environment: string; readonly sha: string }
  | { readonly kind: 'workspace'; readonly repoId: number; readonly sha: string };

/** What stands for all releases of a repository is kept under this. */
export function standingKey(repoId: number): string {
  return `${repoId}/standing`;
}

/**
 * What statements are kept under. They stay with a pull request while its head moves on; everything else is its commit: a tag that was
 * moved is another release.
 */
export function subjectKey(subject: Subject): string {
  switch (subject.kind) {
    case 'pull-request':
      return `${subject.repoId}/pull-request/${subject.number}`;
    case 'release':
      return `${subject.repoId}/release/${subject.tag}/${subject.sha}`;
    case 'deployment':
      return `${subject.repoId}/deployment/${subject.environment}/${subject.sha}`;
    case 'merge-group':
    case 'workspace':
      return `${subject.repoId}/${subject.kind}/${subject.sha}`;
  }
}

/** What a statement speaks of: one subject, or a repository (and perhaps an environment) for some time. */
export type Scope =
  | { readonly subject: string }
  | { readonly standing: { readonly repoId: number; readonly environment?: string } };

export const acts = [
  'tick',
  'untick',
  'sign',
  'unsign',
  'na',
  'waive',
  'unwaive',
  'assign',
  'hold',
  'release-hold',
  'break-glass',
  'refused',
] as const;
export type Act = (typeof acts)[number];

/** These can only help a release on; taking one away must never turn a blocked verdict into go. */
export const affirming: ReadonlySet<Act> = new Set<Act>(['tick', 'sign', 'na', 'waive', 'release-hold', 'break-glass']);

/** A finding that a waiver covers, at the value it had when the waiver was given. */
export interface Covered {
  readonly finding: string;
  readonly value?: number;
}

export interface Person {
  readonly id: number;
  readonly login: string;
}

/** What a person declared. Append-only: an answer that changed is a further statement. */
export interface Statement {
  /** Digest of what makes it this one event, so that it counts once, whatever brought it. */
  readonly key: Digest;
  readonly scope: Scope;
  /**
   * Absent for what speaks of the whole subject: a hold, a break-glass, and an approving review as such. A review that signs items is one
   * further statement for each of them, with the digest of what was read.
   */
  readonly item?: string;
  /** The item as it was read by who spoke; another digest now means another requirement. */
  readonly itemDigest?: Digest;
  readonly act: Act;
  readonly by: Person;
  /** The platform's time, ISO 8601, UTC. */
  readonly at: string;
  readonly head: string;
  readonly tree: string;
  readonly via: 'box' | 'command' | 'review';
  readonly reason?: string;
  /** ISO 8601, UTC: it counts before this instant. */
  readonly until?: string;
  readonly covers?: readonly Covered[];
  /** For `assign`. */
  readonly to?: Person;
  readonly link?: string;
}
