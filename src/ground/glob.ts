import { RE2JS } from 're2js';
import { type Part, readGlob } from './glob-syntax.ts';
import { ProblemError } from './problem.ts';

/**
 * Globs for paths and names, as GitHub's path filters read them, with the usual `?` in place of theirs:
 * - `*` is any number of characters but never `/`; `?` is one character but never `/`; `[abc]`, `[a-z]`, `[!a-z]` one of these, or not.
 * - `**` crosses `/`: `docs/**` is everything below docs (not docs itself), `**` + `/x` is x at any depth and at the top, `**.js` is
 *   every name that ends so, at any depth.
 * - `{a,b}` is either; `\` takes the next character as it is.
 * - Case counts. A leading dot is a character like any other: `**` sees `.github/`.
 * Separators are `/`; who hands over a path with `\` replaces them first.
 * Everything becomes one RE2 expression per run of patterns, so no glob can stall.
 */
export function compileGlob(pattern: string): (path: string) => boolean {
  return compileGlobs([pattern]);
}

/** The last pattern that matches wins; one that starts with `!` takes out. No pattern matches nothing. */
export function compileGlobs(patterns: readonly string[]): (path: string) => boolean {
  const runs = runsOf(patterns);
  if (patterns.length > 0 && runs.every((run) => !run.takesIn)) {
    throw new ProblemError({
      code: 'glob.only-excludes',
      message: 'All of these patterns start with ! and take out, so together they match nothing.',
      remedy: "Add '**' as the first pattern to start from everything.",
    });
  }
  const compiled = runs.map((run) => ({ takesIn: run.takesIn, expression: RE2JS.compile(run.sources.join('|'), RE2JS.DOTALL) }));
  return (path) => compiled.findLast(({ expression }) => expression.testExact(path))?.takesIn ?? false;
}

interface Run {
  readonly takesIn: boolean;
  readonly sources: string[];
}

/** Neighbours of one kind are one expression: within a run the order does not matter. */
function runsOf(patterns: readonly string[]): Run[] {
  const runs: Run[] = [];
  for (const pattern of patterns) {
    const takesIn = !pattern.startsWith('!');
    const sources = readGlob(takesIn ? pattern : pattern.slice(1)).map(expressionOf);
    const last = runs.at(-1);
    if (last?.takesIn === takesIn) last.sources.push(...sources);
    else runs.push({ takesIn, sources });
  }
  return runs;
}

function expressionOf(parts: readonly Part[]): string {
  let source = '';
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at];
    const next = parts[at + 1];
    const isStart = at === 0 || parts[at - 1]?.kind === 'slash';
    if (part?.kind === 'globstar' && isStart && next?.kind === 'slash') {
      source += '(?:.*/)?';
      at += 1;
    } else if (part !== undefined) source += sourceOf(part, isStart && (next === undefined || next.kind === 'slash'));
  }
  return source;
}

/** A part that is a whole name of its own takes at least one character: no name is empty. */
function sourceOf(part: Part, isWhole: boolean): string {
  switch (part.kind) {
    case 'globstar':
      return isWhole ? '.+' : '.*';
    case 'star':
      return isWhole ? '[^/]+' : '[^/]*';
    case 'one':
      return '[^/]';
    case 'set':
      return part.source;
    case 'slash':
      return '/';
    case 'text':
      return RE2JS.quote(part.text);
  }
}
