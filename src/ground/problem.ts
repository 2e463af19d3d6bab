import { showHidden } from './text.ts';

/** What a person meets when something is wrong: what happened, where, and what to do. */
export interface Problem {
  /** Stable and greppable, such as `config.unknown-key`. */
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
  readonly file?: string;
  /** Counted from 1. */
  readonly line?: number;
  /** Counted from 1. */
  readonly column?: number;
  /** Where in the document: `items.db.limits.lines`. */
  readonly path?: string;
}

/** Carries problems up to a door, which prints them; its stack is never shown. */
export class ProblemError extends Error {
  readonly problems: readonly Problem[];

  constructor(...problems: readonly Problem[]) {
    super(problems.map((problem) => problem.message).join('; '));
    this.name = 'ProblemError';
    this.problems = problems;
  }
}

/** The problems in what a step threw; a mistake of ours is thrown on. */
export function problemsIn(thrown: unknown): readonly Problem[] {
  if (thrown instanceof ProblemError) return thrown.problems;
  throw thrown;
}

/**
 * `file:line:column: path: message` on one line and the remedy below it. File names and keys may be foreign text: what is hidden in
 * them is shown, and a line break in them cannot pass for another problem.
 */
export function formatProblem(problem: Problem): string {
  const place = [problem.file, problem.line, problem.column].filter((part) => part !== undefined).join(':');
  const head = [place, problem.path, problem.message].filter((part) => part !== undefined && part !== '').join(': ');
  return `${showHidden(head).replaceAll('\n', ' ')}\n  ${showHidden(problem.remedy).replaceAll('\n', '\n  ')}`;
}

/** The one known name that a mistyped one most likely meant, or nothing when none is near. */
export function nearest(name: string, names: Iterable<string>): string | undefined {
  const allowed = Math.max(1, Math.floor(name.length / 3));
  let best: { name: string; distance: number } | undefined;
  for (const candidate of names) {
    if (Math.abs(candidate.length - name.length) > allowed) continue;
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    // A one-letter name is one edit away from every other one, which says nothing.
    const isNear = distance <= allowed && distance < Math.max(name.length, candidate.length);
    if (isNear && (best === undefined || distance < best.distance)) best = { name: candidate, distance };
  }
  return best?.name;
}

/** Optimal string alignment: insert, delete, replace, swap of neighbours. */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replace = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, replace);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
