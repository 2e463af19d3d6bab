import { compileGlobs } from '../ground/glob.ts';
import { nearest, type Problem, ProblemError } from '../ground/problem.ts';
import type { WrittenConfig } from './config-schema.ts';
import type { ItemFields } from './fields.ts';
import type { Condition } from './model.ts';
import type { Entry, Outline, Spot } from './outline.ts';

type Fault = Pick<Problem, 'code' | 'message' | 'remedy'>;
type Report = (fault: Fault) => void;
type Patterned = Pick<ItemFields, 'onPush' | 'asked'> & { readonly when?: Condition };
type Known = Pick<WrittenConfig, 'environments' | 'components'>;

/** Every glob of an item is read once here, so that a wrong one is a problem of the policy and not of a release. */
export function checkPatterns(said: Patterned, report: Report, known: Known = {}): void {
  const { when, onPush, asked } = said;
  const standing = typeof asked === 'object' ? asked.standing : undefined;
  const reset = typeof onPush === 'object' ? onPush.resetIfChanged : undefined;
  for (const globs of [when?.paths, reset, standing?.voidIfChanged]) if (globs) checkGlobs(globs, report);
  for (const names of [when?.labels, when?.branch, when?.base, when?.environment, when?.component]) {
    if (names) readNames(names, report);
  }
  const environments = [...(when?.environment ?? []), ...(standing?.environment === undefined ? [] : [standing.environment])];
  if (known.environments) checkKnown(environments, { what: 'environment', names: known.environments }, report);
  if (known.components) checkKnown(when?.component ?? [], { what: 'component', names: Object.keys(known.components) }, report);
}

/** The conditions of sections and groups, each at its own place. */
export function checkOutline(
  { entries }: Pick<Outline, 'entries'>,
  report: (fault: Fault, at: Spot) => void,
  known: Known,
): void {
  const check = (entry: Entry) => {
    if (entry.kind === 'item') return;
    if (entry.when) checkPatterns({ when: entry.when }, (fault) => report(fault, entry.at), known);
    entry.entries.forEach(check);
  };
  entries.forEach(check);
}

/** Only paths may exclude: what an author can set must never take an item away. */
function readNames(names: readonly string[], report: Report): void {
  const excluding = names.find((name) => name.startsWith('!'));
  if (excluding !== undefined) {
    const message = `${excluding} would take the item away, and only paths can exclude`;
    report({ code: 'checklist.excludes', message, remedy: 'Name what the item is for, without the `!`.' });
    return;
  }
  checkGlobs(names, report);
}

/** A mistyped name never matches, and would take the item away for ever. */
function checkKnown(asked: readonly string[], { what, names }: { what: string; names: readonly string[] }, report: Report): void {
  for (const name of asked.filter((each) => !/[*?[\]{}\\!]/.test(each) && !names.includes(each))) {
    const meant = nearest(name, names);
    const remedy = meant === undefined ? `Use one of: ${names.join(', ')}.` : `Did you mean ${meant}?`;
    report({ code: `checklist.no-such-${what}`, message: `the configuration has no ${what} ${name}`, remedy });
  }
}

export function checkGlobs(globs: readonly string[], report: Report): void {
  try {
    compileGlobs(globs);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    for (const problem of error.problems) report(problem);
  }
}
