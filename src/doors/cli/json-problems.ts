import { type Problem, ProblemError } from '../../ground/problem.ts';
import { jsonText } from '../../views/json.ts';
import { type ExitCode, exitCodes } from './exit.ts';
import type { Io } from './io.ts';
import { sayProblems } from './say.ts';

/** What ended a command whose answer is a document: as JSON where that was asked for, else for people. All but bad usage and our own mistakes. */
export function answerProblems(error: unknown, { io, isJson }: { readonly io: Io; readonly isJson: boolean }): ExitCode {
  if (!(error instanceof ProblemError) || isUsage(error.problems)) throw error;
  const [first, ...others] = error.problems;
  if (isJson) io.stdout.write(jsonText({ error: first, ...(others.length > 0 && { others }) }));
  else sayProblems(error.problems, io);
  return exitCodes['cannot-tell'];
}

function isUsage(problems: readonly Problem[]): boolean {
  return problems.some(({ code }) => code === 'cli.usage');
}
