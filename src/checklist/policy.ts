import type { Origin } from '../gates/engine/contract.ts';
import type { Digest } from '../ground/json.ts';
import type { Checklist, Who } from './model.ts';

/** Nothing goes in a window but by break-glass. ISO 8601, UTC; `until` is the first instant after it. */
export interface Freeze {
  readonly from: string;
  readonly until: string;
  readonly reason: string;
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
  readonly targets: { readonly [name: string]: { readonly url: string } };
  /** One person is enough. */
  readonly solo: boolean;
  readonly freeze: readonly Freeze[];
  readonly trust: { readonly minimum: Origin };
}
