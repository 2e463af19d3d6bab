import type { Address, Policy } from '../../checklist/policy.ts';
import { usesOf } from '../../checklist/uses.ts';
import { manifestOf } from '../../checklist/version.ts';
import { evidenceKey, type Gate, type GateUse, nameOf } from '../../gates/engine/contract.ts';
import { gateById } from '../../gates/registry.ts';
import { type Digest, digest, type Json } from '../../ground/json.ts';
import { decidingPhases } from '../../verdict/phases.ts';
import type { PullSnapshot } from '../ports/snapshot.ts';
import type { PullMemory } from '../pull/memory.ts';

/** Something that a release asks of a live address or of the platform. */
export interface Ask {
  /** What its answer is kept under. Whoever asks the same of the same has the same. */
  readonly job: Digest;
  readonly use: Pick<GateUse, 'gate' | 'target' | 'source'>;
  /** Of its target. */
  readonly address?: Address;
  /** Since when there is no answer that counts; null while there is one. */
  readonly since: string | null;
  /** The answer that it was judged by last. */
  readonly answer: { readonly at: string; readonly outcome: Digest } | null;
}

/** All that a pull request asks, as of one look at it. */
export interface Asks {
  readonly head: string;
  /** Where its policy stands. */
  readonly policyAt: string;
  /** The file that carries the version. */
  readonly manifest: string;
  /** Digest of what approvals hang on. */
  readonly mark: Digest;
  readonly all: readonly Ask[];
}

export interface AsksInput {
  readonly policy: Policy;
  readonly snapshot: PullSnapshot;
  readonly memory: Pick<PullMemory, 'pushers'>;
  readonly isPusherUnknown: boolean;
}

/** A policy that asks for more has items that are never answered. */
const mostAsks = 60;

export type Wanted = Omit<Ask, 'since' | 'answer'>;

/** What of this release can be asked from here: nothing that needs its files. */
export function wantedOf(input: AsksInput): Omit<Asks, 'all'> & { readonly all: readonly Wanted[] } {
  const { policy, snapshot } = input;
  const mark = markOf(input);
  const { head, base } = snapshot;
  const found = usesOf(policy, decidingPhases['pull-request']).flatMap((use) => wantedFor(use, { ...input, mark }));
  const once = new Map(found.map((each) => [each.job, each]));
  return {
    head: head.sha,
    policyAt: base.tip?.sha ?? policy.commit,
    manifest: manifestOf(policy),
    mark,
    all: [...once.values()].slice(0, mostAsks),
  };
}

function wantedFor({ gate: id, target, source }: GateUse, { policy, snapshot, mark }: AsksInput & { mark: Digest }): Wanted[] {
  const gate = gateById(id);
  if (gate === undefined || gate.needs.includes('workspace')) return [];
  const use = { gate: id, source, ...(target !== undefined && { target }) };
  const { head, number } = snapshot;
  if (gate.needs.includes('platform')) return [{ job: jobOf(use, { number, head: head.sha, mark }), use }];
  const address = target !== undefined && Object.hasOwn(policy.targets, target) ? policy.targets[target] : undefined;
  if (!gate.needs.includes('target') || address === undefined) return [];
  return [{ job: jobOf(use, { address: { ...address }, head: comparesCommit(gate) ? head.sha : null }), use, address }];
}

/** What a live address shows is the same for every commit, unless it is compared with one. */
function comparesCommit({ compares }: Gate): boolean {
  return compares === 'release';
}

function jobOf(use: Wanted['use'], of: Json): Digest {
  return digest({ ...use, of });
}

/** Reviews that were given or taken back, others who had a part in it, other roles: an answer of before is an answer to something else. */
export function markOf({ policy, snapshot, memory, isPusherUnknown }: AsksInput): Digest {
  const { reviews, author, committers } = snapshot;
  return digest({
    people: { ...policy.people },
    reviews: reviews?.map(({ id, says, on }) => [id, says, on?.sha ?? null]) ?? null,
    author: author?.id ?? null,
    committers: committers?.map(({ id }) => id) ?? null,
    pushers: isPusherUnknown ? null : memory.pushers.map(({ id }) => id).toSorted((a, b) => a - b),
  });
}

/** As evidence of it is known. */
export function keyOf(use: Wanted['use']): string {
  return evidenceKey(nameOf(use));
}
