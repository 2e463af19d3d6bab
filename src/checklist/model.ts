import type { GateUse } from '../gates/engine/contract.ts';
import type { Digest, Json } from '../ground/json.ts';

export type ItemId = string;

/** `must` blocks · `should` asks for an answer and shows as debt · `may` is folded away. */
export const levels = ['must', 'should', 'may'] as const;
export type Level = (typeof levels)[number];

/** In the order of a release; `rollback` stands outside of it and opens only when needed. */
export const phases = ['merge', 'sign-off', 'deploy', 'verify', 'day', 'week', 'month', 'rollback'] as const;
export type Phase = (typeof phases)[number];

/** Who may act. Any one of the named ways is enough; `{ write: true }` is everybody with write access. */
export interface Who {
  readonly write?: true;
  readonly role?: string;
  readonly team?: string;
  readonly users?: readonly string[];
  readonly codeowners?: true;
  /** Administrators of the repository. Nobody can write this: it is what `policy-owner` means where nobody says otherwise. */
  readonly admin?: true;
}

/** All named fields must hold; within a field any one value is enough. `paths` takes `!` to exclude. */
export interface Condition {
  readonly paths?: readonly string[];
  readonly labels?: readonly string[];
  readonly branch?: readonly string[];
  readonly base?: readonly string[];
  readonly author?: readonly ('human' | 'bot')[];
  readonly environment?: readonly string[];
  readonly component?: readonly string[];
}

export interface Limit {
  readonly metric: string;
  readonly op?: '>=' | '>' | '<=' | '<' | '=';
  readonly value: number;
  readonly unit?: string;
  readonly percentile?: number;
  readonly better?: 'lower' | 'higher';
  readonly grade: 'target' | 'critical';
  /** As it was written. */
  readonly text: string;
}

export type Asked =
  | 'each-release'
  | { readonly standing: { readonly lasts: number; readonly voidIfChanged: readonly string[]; readonly environment?: string } };

export type OnPush = 'keep' | 'reset' | { readonly resetIfChanged: readonly string[] };

/** `word`: by a review or by a command; no configuration can ask for it. */
export type Via = 'review' | 'command' | 'box' | 'word';

/** The one way in which an item is satisfied. Support is shown beside a box and never closes it. */
export type Proof =
  | { readonly by: 'gate'; readonly use: GateUse; readonly acceptNotApplicable?: string }
  | {
      readonly by: 'person';
      readonly who: Who;
      /** A tick counts only with the address of what proves it. */
      readonly evidence?: 'link';
      readonly support: readonly GateUse[];
      readonly couldBe: readonly GateUse[];
    }
  | {
      readonly by: 'sign-off';
      readonly role: string;
      readonly count: number;
      readonly via: Via;
      /**
       * Digest of the files that are signed: the signature is for these and holds while they stay as they are, whatever else is pushed.
       * Nobody can write this. Every other signature is for all of a change.
       */
      readonly files?: Digest;
      readonly support: readonly GateUse[];
    }
  | { readonly by: 'items'; readonly of: 'all-above' | readonly ItemId[] };

/** A section or group that an item stands in, outermost first. */
export interface Place {
  readonly kind: 'section' | 'group';
  readonly id: string;
  readonly title: string;
}

export interface Location {
  readonly file: string;
  readonly line: number;
}

/** One requirement. */
export interface Item {
  readonly id: ItemId;
  readonly digest: Digest;
  readonly path: readonly Place[];
  readonly control?: string;
  readonly title: string;
  readonly why?: string;
  readonly how?: string;
  readonly level: Level;
  readonly phase: Phase;
  readonly when?: Condition;
  readonly after: readonly ItemId[];
  readonly criteria: readonly string[];
  readonly limits: readonly Limit[];
  readonly parameters: { readonly [name: string]: Json };
  readonly owner?: Who;
  /** ISO 8601, UTC. */
  readonly due?: string;
  readonly asked: Asked;
  readonly onPush: OnPush;
  readonly references: readonly string[];
  readonly proof: Proof;
  /** Never waived, never not applicable. */
  readonly locked: boolean;
  /** Blocks even when the glass is broken. */
  readonly always: boolean;
  /** The policy's own word that it does not apply, until then. */
  readonly notApplicable?: { readonly reason: string; readonly until: string };
  /** Shown, but blocking only from this instant on. */
  readonly enforceFrom?: string;
  /** Known to be open when the check was introduced: shown as DEBT until then, blocking after. */
  readonly debt?: { readonly owner: string; readonly until: string };
  readonly at: Location;
}

/** Items in the order in which they were written; the tree is in their paths. */
export interface Checklist {
  readonly title: string;
  readonly items: readonly Item[];
}
