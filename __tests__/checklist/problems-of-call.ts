import { type Problem, ProblemError } from '../../src/ground/problem.ts';

/** The problems that a call throws; none when it goes well; anything else thrown is thrown on. */
export function problemsOfCall(call: () => unknown): readonly Problem[] {
  try {
    call();
    return [];
  } catch (error) {
    if (error instanceof ProblemError) return error.problems;
    throw error;
  }
}
