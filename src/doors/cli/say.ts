import { formatProblem, type Problem } from '../../ground/problem.ts';
import { defuseCommands } from '../../ground/text.ts';
import type { Io } from './io.ts';

/** Every problem, with its place and its remedy, where errors go. */
export function sayProblems(problems: readonly Problem[], { stderr }: Io): void {
  for (const problem of problems) stderr.write(`${defuseCommands(formatProblem(problem))}\n`);
}
