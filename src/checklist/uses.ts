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

/** Those that can be collected where no platform can be asked. */
export function withoutPlatform(uses: readonly GateUse[]): GateUse[] {
  return uses.filter(({ gate }) => !asksPlatform(gate));
}

export function asksPlatform(gate: string): boolean {
  return gateById(gate)?.needs.includes('platform') ?? false;
}
