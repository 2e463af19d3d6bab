import { epochOf } from '../../ground/instant.ts';
import type { VouchAnswer, Vouched, WorkflowRun } from '../ports/runs.ts';

export interface TokenUse {
  /** Whom it must be made out to: the evidence beside it. */
  readonly audience: string;
  readonly run: WorkflowRun;
  /** The attempt that uploaded it, by the platform's own times, and when that began. */
  readonly attempt: { readonly number: number; readonly startedAt: string };
  /** When the artifact was made. */
  readonly createdAt: string;
}

/** By so many seconds clocks may differ. */
const slack = 300;

/** A token that is the issuer's vouches for evidence only where it was made for that, by that run, at that time: not now. */
export function tokenFor(token: VouchAnswer, use: TokenUse): VouchAnswer {
  if (token.is === 'doubtful') return token;
  const because = flawOf(token, use);
  return because === undefined ? token : { is: 'doubtful', because };
}

function flawOf(token: Vouched, { audience, run, attempt, createdAt }: TokenUse): string | undefined {
  if (token.audience !== audience) return 'it is made out to other evidence';
  if (token.repoId !== run.repoId) return 'it is of another repository';
  if (token.run !== run.id) return 'it is of another run';
  if (token.attempt !== attempt.number) return 'it is of another attempt';
  if (token.event !== run.event) return 'it is of another event';
  const made = epochOf(createdAt) / 1_000;
  const begun = epochOf(attempt.startedAt) / 1_000;
  const from = Math.max(token.issuedAt, token.notBefore ?? token.issuedAt);
  const isTimely = token.issuedAt >= begun - slack && from <= made + slack && made <= token.expiresAt + slack;
  return isTimely && token.expiresAt > token.issuedAt ? undefined : 'it did not hold when the evidence was uploaded';
}
