import type { Problem } from '../ground/problem.ts';
import type { WrittenItem } from './fields.ts';
import type { Condition, Level, Limit, Phase } from './model.ts';

/** Where something was written. `path` is the place in a document that has such: `sections.0.items.2`. */
export interface Spot {
  readonly line: number;
  readonly column: number;
  readonly path?: string;
}

/** A section or group as somebody wrote it. What it says of phase, level and condition holds for all within that do not say otherwise. */
export interface Branch {
  readonly kind: 'section' | 'group';
  readonly title: string;
  readonly phase?: Phase;
  readonly level?: Level;
  readonly when?: Condition;
  readonly entries: readonly Entry[];
  /** It is a task box itself, one that only sums up those within. */
  readonly isBox?: true;
  /** Commands written in it, beside no item. They are shown and never run. */
  readonly commands?: readonly string[];
  readonly at: Spot;
}

/** One requirement as somebody wrote it. */
export interface Leaf {
  readonly kind: 'item';
  readonly said: WrittenItem;
  /** Limits that stand in its text: shown, and never turned into those of a gate. */
  readonly limits: readonly Limit[];
  /** What it was: a task box, or one of the other forms that requirements take. */
  readonly form: 'box' | 'criterion' | 'row' | 'requirement' | 'mark' | 'line';
  /** Commands written beside it. They are shown and never run. */
  readonly commands: readonly string[];
  readonly at: Spot;
}

export type Entry = Branch | Leaf;

/** A checklist as somebody wrote it, whatever the format. */
export interface Outline {
  readonly file: string;
  readonly title: string;
  readonly entries: readonly Entry[];
  /** Commands written above the first section. */
  readonly commands?: readonly string[];
  /** What its author should know, such as a box that is none; nothing of it stops the checklist. */
  readonly notes?: readonly Problem[];
}

export interface Components {
  readonly [name: string]: readonly Outline[];
}

/** Checklists as they were read, and what kept others from being read. */
export interface Outlines {
  /** In the order in which the config names them. */
  readonly checklists: readonly Outline[];
  /** Those of components, by its name. */
  readonly components?: Components;
  readonly unreadable?: readonly Problem[];
}
