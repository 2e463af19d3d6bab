import type { Decision } from './verdict.ts';

/** GitHub counts `neutral` and `skipped` as passing, so they are not among these. */
export type Conclusion =
  | { readonly status: 'completed'; readonly conclusion: 'success' | 'failure' | 'action_required' }
  | { readonly status: 'in_progress' };

/** A commit that nothing asks about any more. It blocks like a failure, so that nobody can come back to an old answer. */
export interface Closed {
  readonly status: 'completed';
  readonly conclusion: 'cancelled';
}

/** How a decision is published. `waiting` may stay in progress where the config asks for it; it blocks either way. */
export function conclusionOf(decision: Decision, waiting: 'action_required' | 'in_progress' = 'action_required'): Conclusion {
  switch (decision) {
    case 'go':
      return { status: 'completed', conclusion: 'success' };
    case 'waiting':
      return waiting === 'in_progress' ? { status: 'in_progress' } : { status: 'completed', conclusion: waiting };
    case 'no-go':
    case 'cannot-tell':
      return { status: 'completed', conclusion: 'failure' };
  }
}

/** Under observation another name is published, so that the required one is never green by mode. */
export function checkNameOf(enforcement: 'enforce' | 'observe'): string {
  return enforcement === 'enforce' ? 'gonogo' : 'gonogo observe';
}

/** All names under which a check may be ours. */
export const checkNames: readonly string[] = (['enforce', 'observe'] as const).map(checkNameOf);
