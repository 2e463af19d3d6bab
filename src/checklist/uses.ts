import type { GateUse } from '../gates/engine/contract.ts';
import { gateById } from '../gates/registry.ts';
import { type Phase, phases } from './model.ts';
import type { Policy } from './policy.ts';

/** Every gate that items of these phases put to use, as proof or as support. */
export function usesOf(policy: Policy, among: readonly Phase[] = phases): GateUse[] {
  const items = policy.checklist.items.filter(({ phase }) => among.includes(phase));
  return items.flatMap(({ proof }) => {
    if (proof.by === 'gate') return [proof.use];
    return proof.by === 'items' ? [] : [...proof.support];
  });
}

/** The same policy with no other items than those of these phases that such a use proves: what one run can speak of. */
export function provedBy(policy: Policy, among: readonly Phase[], isMeant: (use: GateUse) => boolean): Policy {
  const items = policy.checklist.items.filter(
    ({ phase, proof }) => among.includes(phase) && proof.by === 'gate' && isMeant(proof.use),
  );
  return { ...policy, checklist: { ...policy.checklist, items } };
}

/** Those that can be collected where no platform can be asked. */
export function withoutPlatform(uses: readonly GateUse[]): GateUse[] {
  return uses.filter(({ gate }) => !asksPlatform(gate));
}

export function asksPlatform(gate: string): boolean {
  return gateById(gate)?.needs.includes('platform') ?? false;
}
