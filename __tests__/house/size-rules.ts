import { type Scan, scan } from './scanner.ts';
import { lineOf } from './sources.ts';

export const longestFile = 300;
export const longestFunction = 60;

const vagueNames = /^(?:utils?|helpers?|common|misc|types)(?:\.|$)/;

/** The name says where a thing belongs; these say nothing. */
export function vagueName(path: string): string | undefined {
  return path.split('/').find((part) => vagueNames.test(part));
}

interface Rule {
  readonly pattern: RegExp;
  readonly message: string;
  /** Code without comments and strings unless said otherwise. */
  readonly in?: 'comments' | 'source';
}

/** For all TypeScript of the house. */
const everywhere: readonly Rule[] = [
  {
    pattern: /\bclass\b[^{]*?\bextends\s+(?![\w$.]*Error\b)[\w$.]+/g,
    message: 'only errors extend a class: use a function or a field',
  },
  { pattern: /\bexport\s*\*/g, message: 'no barrels: import from the file that has it' },
  {
    pattern: /\b(?:TODO|FIXME|XXX|HACK)\b|\bstub\b|not (?:yet )?implemented/gi,
    message: 'finish it or leave it out',
    in: 'comments',
  },
  { pattern: /@ts-(?:ignore|nocheck|expect-error)/g, message: 'the checker stays on', in: 'comments' },
];

/** For code that people run. */
const inCode: readonly Rule[] = [
  { pattern: /not (?:yet )?(?:implemented|supported yet)/gi, message: 'finish it or leave it out', in: 'source' },
];

const inTests: readonly Rule[] = [
  { pattern: /(?<![\w$])(?:test|it|describe)(?:\.\w+)*\.(?:skip|only|todo|failing)\b/g, message: 'every test runs' },
  {
    pattern: /\bimport\s*\{[^}]*\b(?:xit|xtest|xdescribe|fit|fdescribe)\b[^}]*\}\s*from\s*['"]@jest/g,
    message: 'every test runs',
    in: 'source',
  },
  { pattern: /\bexpect\s*\(\s*(?:true|false|null|undefined|\d+)\s*\)/g, message: 'this cannot fail' },
  {
    pattern: /\bjest\s*\.\s*(?:unstable_)?(?:mock|mockModule)\s*\(/g,
    message: 'our own code is not mocked: pass it what it needs',
  },
];

/** Everything of the house's bans that this file breaks, a sentence each. */
export function bansBroken(file: string, source: string): string[] {
  const seen = scan(source);
  const rules = [...everywhere, ...(file.startsWith('__tests__/') ? inTests : inCode)];
  const broken = rules.flatMap((rule) =>
    hits(rule, source, seen).map(({ line, text }) => `${file}:${line}: ${text}: ${rule.message}`),
  );
  return isBarrel(seen) ? [...broken, `${file}: no barrels: import from the file that has it`] : broken;
}

function hits(rule: Rule, source: string, seen: Scan): { line: number; text: string }[] {
  if (rule.in === 'comments') {
    return seen.comments.flatMap((comment) =>
      [...comment.text.matchAll(rule.pattern)].map((match) => ({
        line: comment.line + lineOf(comment.text, match.index) - 1,
        text: match[0],
      })),
    );
  }
  const text = rule.in === 'source' ? source : seen.code;
  return [...text.matchAll(rule.pattern)].map((match) => ({ line: lineOf(text, match.index), text: match[0] }));
}

function isBarrel({ code, imports }: Scan): boolean {
  if (imports.length === 0) return false;
  return !/[^\s;]/.test(
    code.replace(
      /\b(?:import|export)\s+(?:type\s+)?(?:[\w$*\s{},]*?from\s*)?(?:'\s*'|"\s*")|\bexport\s+(?:type\s+)?\{[^}]*\}/g,
      '',
    ),
  );
}

export interface Figures {
  readonly name: string;
  readonly files: number;
  readonly lines: number;
  readonly median: number;
  readonly p90: number;
  readonly max: number;
}

export function figures(name: string, lengths: readonly number[]): Figures {
  const sorted = lengths.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
  return {
    name,
    files: sorted.length,
    lines: sorted.reduce((sum, length) => sum + length, 0),
    median: at(0.5),
    p90: at(0.9),
    max: at(1),
  };
}

export function lengthOf(source: string): number {
  return source.split('\n').length - (source.endsWith('\n') ? 1 : 0);
}
