import type { Origin } from '../gates/engine/contract.ts';
import type { Digest } from '../ground/json.ts';
import type { Problem } from '../ground/problem.ts';
import type { Checklist, Who } from './model.ts';

/** The role whose word a change of what releases are judged by needs. */
export const policyOwner = 'policy-owner';

/** Roles that let something pass which an item asks. */
export const powers = ['waivers', 'release', 'incident-commander'] as const;

/** Seconds without change before a check turns green, unless the configuration says otherwise. */
export const usualSettle = 20;

/** Nothing goes in a window but by break-glass. ISO 8601, UTC; `until` is the first instant after it. */
export interface Freeze {
  readonly from: string;
  readonly until: string;
  readonly reason: string;
}

/** A live address. `private`: it may stand in a private range · `ca`: path of the certificates that it is trusted by. */
export interface Address {
  readonly url: string;
  readonly private?: boolean;
  readonly ca?: string;
}

export interface Releases {
  readonly base?: readonly string[];
  readonly head?: readonly string[];
  readonly labels?: readonly string[];
  readonly tags?: readonly string[];
  readonly version?: readonly string[];
}

/** Config and checklist at the policy commit, merged and resolved: all that decides and nothing that varies. */
export interface Policy {
  readonly format: 'gonogo/policy/1';
  /** The commit it was read at; `workspace` for a work tree. */
  readonly commit: string;
  readonly digest: Digest;
  readonly enforcement: 'enforce' | 'observe';
  readonly checklist: Checklist;
  /** Role to people. A role that an item needs and that is not here is cannot-tell. */
  readonly people: { readonly [role: string]: Pick<Who, 'team' | 'users'> };
  /** Those of a component under `component.name`. */
  readonly targets: { readonly [name: string]: Address };
  readonly environments?: readonly string[];
  /** `tags` are those of its own releases, as written. */
  readonly components?: { readonly [name: string]: { readonly paths: readonly string[]; readonly tags?: readonly string[] } };
  /** What is a release, as written. */
  readonly releases?: Releases;
  /** One person is enough. */
  readonly solo: boolean;
  readonly freeze: readonly Freeze[];
  readonly trust: { readonly minimum: Origin; readonly workflows?: readonly string[]; readonly pinned?: readonly string[] };
  readonly check?: { readonly waiting?: 'action_required' | 'in_progress'; readonly settle?: number };
  readonly verification?: 'issue' | 'comment';
  readonly rollback?: { readonly dispatch: string };
}

/** What was read of one: it, or why there is none to judge by. */
export function isPolicy(read: Policy | readonly Problem[]): read is Policy {
  return !Array.isArray(read);
}
