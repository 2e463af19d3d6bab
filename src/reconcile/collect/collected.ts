import type { Claim } from '../../gates/engine/contract.ts';
import { type Digest, digest } from '../../ground/json.ts';
import type { SubjectRow } from '../ports/store.ts';

/** What came of asking. */
export interface Collected {
  readonly format: 'gonogo/collected/1';
  readonly claim: Claim;
  /** That of the pull request it was asked for, as it was then. */
  readonly pulse: string;
  /** How often in a row it could not be collected. */
  readonly failures: number;
}

export function collectedKey(repoId: number, job: Digest): string {
  return `${repoId}/collected/${job}`;
}

/** Of no commit, and never open: it has no word in what a check says, and is forgotten like what was closed. */
export function collectedRow(repoId: number, job: Digest, memory: Collected): SubjectRow {
  const of = { repoId, kind: 'collected', number: null, head: '', base: '', isOpen: false } as const;
  return { key: collectedKey(repoId, job), ...of, memory };
}

/** What another version kept is asked anew. */
export function collectedIn(row: SubjectRow | undefined): Collected | undefined {
  const kept: unknown = row?.memory;
  return isCollected(kept) ? kept : undefined;
}

function isCollected(value: unknown): value is Collected {
  return typeof value === 'object' && value !== null && 'format' in value && value.format === 'gonogo/collected/1';
}

/** What the claim says, whenever it was made. */
export function outcomeOf(claim: Claim): Digest {
  return claim.state === 'collected'
    ? digest({ state: claim.state, data: claim.data })
    : digest({ state: claim.state, reason: claim.reason });
}
