import { RE2JS, RE2JSException } from 're2js';
import { ProblemError } from './problem.ts';
import { oneLine } from './text.ts';

/** A regular expression of a user: matched in time linear in the text, whatever it says. */
export interface Pattern {
  readonly source: string;
  /** Whether it matches anywhere in the text; `^` and `$` bind it to the ends. */
  test(text: string): boolean;
}

const longest = 1000;

const flagBits: Readonly<Record<string, number>> = { i: RE2JS.CASE_INSENSITIVE, m: RE2JS.MULTILINE, s: RE2JS.DOTALL };

/** Flags: `i` ignores case, `m` lets `^` and `$` match at lines, `s` lets `.` match line breaks. */
export function compilePattern(source: string, flags = ''): Pattern {
  if (source.length > longest) {
    throw new ProblemError({
      code: 'pattern.too-long',
      message: `The pattern has ${source.length} characters; ${longest} are allowed: ${oneLine(source, 40)}`,
      remedy: 'Split it into several patterns, or match less of the text.',
    });
  }
  const compiled = compile(source, flags);
  return { source, test: (text) => compiled.test(text) };
}

function compile(source: string, flags: string): RE2JS {
  try {
    return RE2JS.compile(source, bitsOf(flags));
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    throw invalid(source, reasonOf(source, error));
  }
}

function bitsOf(flags: string): number {
  let bits = 0;
  for (const flag of flags) {
    const bit = flagBits[flag];
    if (bit === undefined) {
      throw new ProblemError({
        code: 'pattern.unknown-flag',
        message: `The pattern flag ${oneLine(flag, 10)} is not known.`,
        remedy: 'Use any of i (ignore case), m (lines) and s (dot matches line breaks).',
      });
    }
    bits |= bit;
  }
  return bits;
}

interface Reason {
  readonly what: string;
  readonly remedy: string;
}

const unsupported: readonly (readonly [RegExp, string])[] = [
  [/\(\?<?[=!]/, 'looks ahead or behind (such as (?=...) or (?<!...))'],
  [/\\[1-9]|\\k[<{']|\(\?P=/, 'refers back to a group (such as \\1)'],
  [/\(\?>|[*+?}]\+/, 'is possessive or atomic (such as a++ or (?>...))'],
];

function reasonOf(source: string, error: RE2JSException): Reason {
  const found = unsupported.find(([shape]) => shape.test(source));
  if (found === undefined) {
    const what = error.message.replace(/^error parsing regexp: /, '');
    return {
      what: `is not valid: ${oneLine(what, 120)}`,
      remedy: 'Correct it; the syntax is that of RE2 (https://github.com/google/re2/wiki/Syntax).',
    };
  }
  return {
    what: `${found[1]}, which is not supported`,
    remedy: 'Patterns have RE2 semantics, so that no text can make one run forever: say it without, or use two patterns.',
  };
}

function invalid(source: string, { what, remedy }: Reason): ProblemError {
  return new ProblemError({ code: 'pattern.invalid', message: `The pattern ${oneLine(source, 80)} ${what}.`, remedy });
}
