// One live gate at one address of this machine, from what it is told to its answer.
import type { Claim, Judgement } from '../../src/gates/engine/contract.ts';
import { judgeClaim } from '../../src/gates/engine/judge.ts';
import { collectAll, type RunOptions } from '../../src/gates/engine/runner.ts';
import { gateById } from '../../src/gates/registry.ts';
import type { Json } from '../../src/ground/json.ts';
import { type LiveServer, withLive } from './recorded-server.ts';

export interface Asked {
  readonly gate: string;
  readonly source?: Json;
  readonly limits?: Json;
  /** The path of the target. */
  readonly at?: string;
}

export interface Answered {
  readonly claim: Claim;
  readonly judgement: Judgement;
  readonly arrived: readonly string[];
}

export async function askLive(server: LiveServer, asked: Asked, more: Partial<RunOptions> = {}): Promise<Answered> {
  const { gate, source = {}, limits = {}, at = '' } = asked;
  return withLive(server, async ({ target, fill, arrived }) => {
    const targets = [{ ...target, url: target.url + at }];
    const use = { gate, target: target.name, source: fill(source), limits };
    const [claim] = await collectAll([use], { gateById, targets, ...more });
    if (claim === undefined) throw new Error('there is no claim');
    return { claim, judgement: judgeClaim(gateById(gate), claim, limits), arrived };
  });
}

/** What a judgement found, by the ids without the address. */
export function foundIn({ findings }: Judgement): string[] {
  return findings.map(({ id }) => id.replace(/:https?:.*$/, ''));
}
