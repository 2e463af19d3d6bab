import type { Problem } from '../../ground/problem.ts';
import type { Verb } from './verbs.ts';

/** What a command calls items by, as it was typed. */
export type Name =
  | { readonly is: 'item'; readonly text: string }
  /** In quotes: may be a title as well. */
  | { readonly is: 'quoted'; readonly text: string }
  | { readonly is: 'range'; readonly from: string; readonly to: string }
  | { readonly is: 'section'; readonly id: string };

/** When something ends, as it was typed: on a day, at a moment, or so many days after it was said. */
export type End =
  | { readonly is: 'day'; readonly day: string }
  | { readonly is: 'instant'; readonly instant: string }
  | { readonly is: 'days'; readonly days: number };

/** One command of a comment. It says what was typed, and nothing of whether that can be done. */
export interface Command {
  readonly verb: Verb;
  /** Of the comment, counted from 1. */
  readonly line: number;
  readonly names: readonly Name[];
  readonly reason?: string;
  readonly until?: End;
  /** A login, or `me`. */
  readonly to?: string;
  /** For `help`. */
  readonly about?: Verb;
}

/** Why a command, or what was nearly one, was not taken. Its words may hold foreign text. */
export interface Refusal extends Problem {
  readonly verb?: Verb;
  /** A whole line that can be typed instead. */
  readonly suggestion?: string;
}

export function isRefusal(found: object): found is Refusal {
  return 'code' in found;
}

const plain = /^[\p{L}\p{M}\p{N} .,;:()'"%+?!/@-]{1,500}$/u;

/** A line to type instead, unless it holds what a person should not copy without looking: signs of markup, and what is hidden. */
export function suggest(line: string): Pick<Refusal, 'suggestion'> {
  return plain.test(line) && !line.includes('//') ? { suggestion: line } : {};
}

const reasonText = /^[\p{L}\p{M}\p{N} .,;()'%+?!/-]{1,200}$/u;

/** A reason that was given already is not to be typed twice, if it is plain words. */
export function suggestedReason(reason: string | undefined): string {
  return reason !== undefined && reasonText.test(reason) ? reason : 'TEXT';
}
