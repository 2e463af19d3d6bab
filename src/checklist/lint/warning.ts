import type { Problem } from '../../ground/problem.ts';
import type { Item } from '../model.ts';
import { problemAt } from '../problems.ts';
import type { Reading } from './reading.ts';

/** An item that a warning speaks of. */
export interface Mention {
  readonly id: string;
  readonly title: string;
  readonly file: string;
  readonly line: number;
  /** Why it is named. */
  readonly why?: string;
}

/** Items that are named for one reason, and what could be done with them. */
export interface Mentions {
  /** In place of a heading: `could be asked for less often`. Empty where the warning says it already. */
  readonly what: string;
  readonly items: readonly Mention[];
}

/** Nothing is wrong, and yet somebody should look. */
export interface Warning extends Problem {
  readonly file: string;
  readonly line: number;
  readonly mentions: readonly Mentions[];
}

type Said = Pick<Problem, 'code' | 'message' | 'remedy'>;

export function mention({ id, title, at }: Item, why?: string): Mention {
  return { id, title, ...at, ...(why !== undefined && { why }) };
}

/** About items: it stands where the first of them does, and names them when they are more than one. */
export function aboutItems(items: readonly Item[], said: Said, mentions?: readonly Mentions[]): Warning[] {
  const [first, ...more] = items;
  if (first === undefined) return [];
  const named = more.length === 0 ? [] : [{ what: '', items: items.map((item) => mention(item)) }];
  return [{ ...said, ...first.at, mentions: mentions ?? named }];
}

/** About a place of the configuration. */
export function aboutConfig({ config: { document } }: Pick<Reading, 'config'>, path: string, said: Said): Warning {
  return { ...problemAt(document, path, said), file: document.file, line: document.where(path).line, mentions: [] };
}
