// What a platform shows, as a file describes it, so that what a gate says of it can be recorded like a report.
import type { Judgement } from '../../src/gates/engine/contract.ts';
import { judgeClaim } from '../../src/gates/engine/judge.ts';
import type { PlatformAnswers, ShownCheck, ShownReview } from '../../src/gates/engine/platform.ts';
import { collectAll } from '../../src/gates/engine/runner.ts';
import { gateById } from '../../src/gates/registry.ts';
import type { Json } from '../../src/ground/json.ts';

export interface ShownPlatform {
  readonly checks?: readonly ShownCheck[];
  readonly reviews?: readonly ShownReview[];
}

export function answersOf({ checks = [], reviews = [] }: ShownPlatform): PlatformAnswers {
  return { head: 'c0ffee'.repeat(7).slice(0, 40), checks: async () => checks, reviews: async () => reviews };
}

/** One platform gate, from what is shown to its answer. */
export async function askPlatform(
  shown: ShownPlatform,
  { gate, source, limits = {} }: { readonly gate: string; readonly source: Json; readonly limits?: Json },
): Promise<Judgement> {
  const [claim] = await collectAll([{ gate, source, limits }], { gateById, platform: answersOf(shown) });
  if (claim === undefined) throw new Error('there is no claim');
  return judgeClaim(gateById(gate), claim, limits);
}
