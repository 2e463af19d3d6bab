import type { GateUse } from '../gates/engine/contract.ts';
import type { Policy } from './policy.ts';

/** Every gate that this policy puts to use, as proof or as support. */
export function usesOf(policy: Policy): GateUse[] {
  return policy.checklist.items.flatMap(({ proof }) => {
    if (proof.by === 'gate') return [proof.use];
    return proof.by === 'items' ? [] : [...proof.support];
  });
}
