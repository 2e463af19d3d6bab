import { containerScan } from './container-scan.ts';
import { coverage } from './coverage.ts';
import { dependencies } from './dependencies.ts';
import type { Gate } from './engine/contract.ts';
import { secretsScan } from './secrets-scan.ts';
import { staticAnalysis } from './static-analysis.ts';
import { tests } from './tests.ts';

/** Every gate there is. A gate that does not stand here does not exist. */
export const gates: readonly Gate[] = [containerScan, coverage, dependencies, secretsScan, staticAnalysis, tests];

const byId = new Map(gates.map((gate) => [gate.id, gate]));

export function gateById(id: string): Gate | undefined {
  return byId.get(id);
}
