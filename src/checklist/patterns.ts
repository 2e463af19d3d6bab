import { compileGlobs } from '../ground/glob.ts';
import { type Problem, ProblemError } from '../ground/problem.ts';
import type { ItemFields } from './fields.ts';

type Fault = Pick<Problem, 'code' | 'message' | 'remedy'>;

/** Every glob of an item is read once here, so that a wrong one is a problem of the policy and not of a release. */
export function checkPatterns(said: ItemFields, report: (fault: Fault) => void): void {
  const { when, onPush, asked } = said;
  const standing = typeof asked === 'object' ? asked.standing.voidIfChanged : undefined;
  const reset = typeof onPush === 'object' ? onPush.resetIfChanged : undefined;
  for (const globs of [when?.paths, reset, standing]) if (globs) read(globs, report);
  for (const names of [when?.labels, when?.branch, when?.base, when?.environment, when?.component]) {
    if (names) readNames(names, report);
  }
}

/** Only paths may exclude: what an author can set must never take an item away. */
function readNames(names: readonly string[], report: (fault: Fault) => void): void {
  const excluding = names.find((name) => name.startsWith('!'));
  if (excluding !== undefined) {
    const message = `${excluding} would take the item away, and only paths can exclude`;
    report({ code: 'checklist.excludes', message, remedy: 'Name what the item is for, without the `!`.' });
    return;
  }
  read(names, report);
}

function read(globs: readonly string[], report: (fault: Fault) => void): void {
  try {
    compileGlobs(globs);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    for (const problem of error.problems) report(problem);
  }
}
