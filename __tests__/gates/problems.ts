import { type Problem, ProblemError } from '../../src/ground/problem.ts';

/** The problems that a call ends in; an error when it ends well, or in anything else. */
export async function problemsOf(call: () => unknown): Promise<readonly Problem[]> {
  try {
    await call();
  } catch (error) {
    if (error instanceof ProblemError) return error.problems;
    throw error;
  }
  throw new Error('it ended well');
}
