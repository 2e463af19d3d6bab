import type { Level, Phase, Place, Via } from '../checklist/model.ts';
import type { Judgement, Origin, Run } from '../gates/engine/contract.ts';
import type { Person, Subject } from '../ledger/statement.ts';

export const states = [
  'open',
  'ticked',
  'signed',
  'passed',
  'failed',
  'waiting',
  'cannot-tell',
  'stale',
  'waived',
  'not-applicable',
  'standing',
] as const;
export type State = (typeof states)[number];

export const decisions = ['go', 'waiting', 'no-go', 'cannot-tell'] as const;
export type Decision = (typeof decisions)[number];

/** Somebody whose word counts for an item now. */
export interface Voice {
  readonly by: Person;
  readonly at: string;
  readonly act: 'tick' | 'sign' | 'na' | 'waive';
  readonly reason?: string;
  readonly until?: string;
}

/** A gate beside an item, with its judgement or why there is none. */
export interface GateAnswer {
  readonly gate: string;
  readonly target?: string;
  readonly state: 'judged' | 'waiting' | 'stale' | 'missing';
  readonly judgement: Judgement;
  readonly at?: string;
  /** Where the evidence came from that it rests on; absent in a work tree. */
  readonly from?: Provenance;
}

export interface Provenance {
  readonly origin: Origin;
  readonly run?: Run;
  /** Where that run can be looked at. */
  readonly link?: string;
  /** Why it is of no stronger origin. */
  readonly doubt?: string;
  /** What CI says: its job may have run the code that is judged. */
  readonly isMixed?: true;
}

export interface ItemVerdict {
  readonly id: string;
  readonly title: string;
  readonly path: readonly Place[];
  readonly level: Level;
  readonly phase: Phase;
  readonly by: 'gate' | 'person' | 'sign-off' | 'items';
  /** How a sign-off is given. */
  readonly via?: Via;
  readonly state: State;
  /** Why it is in that state, in one sentence. */
  readonly because: string;
  /** Enough people spoke, whether or not their word counts: its box is ticked. */
  readonly answered?: true;
  /** Who can do what about it; absent when nothing is to be done. */
  readonly next?: string;
  /** False when its condition does not hold: it keeps its place and counts for nothing. */
  readonly applies: boolean;
  /** Counts for this subject now: applies, is `must`, and its phase decides. */
  readonly required: boolean;
  /** Required, but not blocking before this instant: `enforceFrom`, or a debt of the baseline. */
  readonly tolerated?: { readonly kind: 'debt' | 'not-yet-enforced'; readonly until: string; readonly owner?: string };
  /** May not be skipped even in an emergency. */
  readonly always: boolean;
  readonly voices: readonly Voice[];
  readonly answer?: GateAnswer;
  readonly support: readonly GateAnswer[];
  readonly couldBe: readonly string[];
  readonly assigned?: Person;
  readonly due?: string;
  readonly overdue: boolean;
  /** A standing statement or waiver that ends soon. */
  readonly renewBy?: string;
}

export interface GroupVerdict {
  readonly id: string;
  readonly title: string;
  readonly state: 'passed' | 'failed' | 'cannot-tell' | 'waiting';
  readonly done: number;
  readonly total: number;
}

/** `decides`: its required items decide now · `later`: listed only · `due`: opened, and deciding from `from` on. */
export interface PhaseVerdict {
  readonly phase: Phase;
  readonly role: 'decides' | 'due' | 'later';
  readonly from?: string;
}

/** A reason that is no item: a hold, a freeze, the second person, an old emergency. */
export interface Obstacle {
  readonly kind:
    | 'hold'
    | 'freeze'
    | 'second-person'
    | 'merge'
    | 'debt'
    | 'policy'
    | 'nothing-required'
    | 'all-deferred'
    | 'contradiction';
  readonly decision: Exclude<Decision, 'go'>;
  readonly because: string;
  readonly next: string;
}

export interface Verdict {
  readonly format: 'gonogo/verdict/1';
  readonly subject: Subject;
  readonly head: string;
  readonly policy: { readonly title: string; readonly commit: string; readonly digest: string } | null;
  readonly enforcement: 'enforce' | 'observe';
  readonly scope: 'all' | 'machine';
  readonly decision: Decision;
  /** Set when the glass is broken: go by an emergency, with what was skipped. */
  readonly emergency?: {
    readonly by: Person;
    readonly reason: string;
    readonly until: string;
    readonly skipped: readonly string[];
  };
  readonly obstacles: readonly Obstacle[];
  readonly phases: readonly PhaseVerdict[];
  readonly items: readonly ItemVerdict[];
  readonly groups: readonly GroupVerdict[];
  readonly counts: Counts;
  /** The first instant after which the same input may give another verdict. */
  readonly changesAt?: string;
}

/** Of the items that apply; `required` and `done` of those that decide. */
export interface Counts {
  readonly required: number;
  readonly done: number;
  readonly failed: number;
  readonly cannotTell: number;
  readonly open: number;
  readonly waived: number;
  readonly notApplicable: number;
  readonly debts: number;
}
