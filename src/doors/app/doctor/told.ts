import { ProblemError } from '../../../ground/problem.ts';
import { PlatformError } from '../../../reconcile/ports/faults.ts';
import type { Diagnosis } from '../../../views/diagnosis.ts';

/** Milliseconds. Signatures of the App are good for minutes, and ends of waivers follow the clock: who is further off is told. */
export const clocksAgree = 30_000;

/** What a question gave, or what is wrong since it was not answered. A mistake of ours is thrown on. */
export async function told<T>(about: string, ask: () => Promise<T>): Promise<{ readonly value: T } | Diagnosis> {
  try {
    return { value: await ask() };
  } catch (error) {
    if (error instanceof PlatformError)
      return { is: error.fault.kind === 'unavailable' ? 'unsure' : 'ill', about, what: error.message };
    if (!(error instanceof ProblemError)) throw error;
    const [problem] = error.problems;
    return { is: 'ill', about, what: error.message, ...(problem !== undefined && { remedy: problem.remedy }) };
  }
}
