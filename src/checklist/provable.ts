import { evidenceKey, type GateUse, nameOf } from '../gates/engine/contract.ts';
import { gateById } from '../gates/registry.ts';
import { itemDigest } from './digest.ts';
import type { Item } from './model.ts';
import type { Policy } from './policy.ts';
import { sealed } from './stricter.ts';
import { usesOf } from './uses.ts';

export interface Since {
  /** What was asked when the head was pushed. */
  readonly atHead: Policy;
  readonly current: Policy;
}

/**
 * What was asked when a release was opened, as far as it can still be proved. Workflows collect what is asked when they run: what neither the
 * policy of now nor that of the last push has them collect never comes any more, and nothing else may wait for it. Its limits hold on for what
 * is collected in its place. What is collected without the files of a commit can be collected at any time.
 */
export function stillProvable(opened: Policy, { atHead, current }: Since): Policy {
  if (atHead.digest === opened.digest) return opened;
  const collected = new Set([current, atHead].flatMap((policy) => usesOf(policy).map(keyOf)));
  const now = new Map(current.checklist.items.map((item) => [item.id, item]));
  const items = opened.checklist.items.flatMap((item) => {
    const isThere = item.proof.by !== 'gate' || !readsFiles(item.proof.use) || collected.has(keyOf(item.proof.use));
    return isThere ? [item] : inPlaceOf(item, now.get(item.id));
  });
  const { digest: _digest, trust, ...content } = opened;
  const { workflows, pinned } = atHead.trust;
  return sealed({
    ...content,
    checklist: { ...opened.checklist, items },
    trust: { minimum: trust.minimum, ...(workflows && { workflows }), ...(pinned && { pinned }) },
  });
}

/** Nothing where that is proved in another way altogether. */
function inPlaceOf(item: Item, now: Item | undefined): readonly Item[] {
  if (item.proof.by !== 'gate' || now?.proof.by !== 'gate' || now.proof.use.gate !== item.proof.use.gate) return [];
  const { use } = now.proof;
  const proof = { ...item.proof, use: { ...use, limits: item.proof.use.limits } };
  return [{ ...item, proof, digest: itemDigest({ ...item, proof }) }];
}

function readsFiles({ gate }: GateUse): boolean {
  return gateById(gate)?.needs.includes('workspace') ?? true;
}

function keyOf(use: GateUse): string {
  return evidenceKey(nameOf(use));
}
