import { ProbeError } from './failure.ts';
import type { Answer } from './http.ts';

export interface Latency {
  samples: number;
  warmup: number;
  failed: number;
  p50: number;
  p95: number;
  p99: number;
  max: number;
}

interface Sampling {
  readonly count: number;
  readonly warmup?: number;
  readonly method: string | undefined;
  readonly signal: AbortSignal;
}

/** Asks again and again, one after the other. What failed has no latency, and is counted by itself. */
export async function sample(
  ask: () => Promise<Answer>,
  isAsExpected: (answer: Answer) => boolean,
  { count, warmup = 1, method = 'GET', signal }: Sampling,
): Promise<Latency> {
  if (method !== 'GET' && method !== 'HEAD')
    throw new ProbeError('protocol', `A ${method} is not repeated for its latency.`, 'Let the last step be a GET.');
  const times: number[] = [];
  let failed = 0;
  for (let at = -warmup; at < count; at += 1) {
    // oxlint-disable-next-line no-await-in-loop
    const took = await timeOf(ask, isAsExpected, signal);
    if (at < 0) continue;
    if (took === undefined) failed += 1;
    else times.push(took);
  }
  if (times.length === 0)
    throw new ProbeError('silent', 'No sample was answered as expected.', 'See why it answers otherwise when it is asked again.');
  const sorted = times.toSorted((a, b) => a - b);
  return {
    samples: times.length,
    warmup,
    failed,
    p50: rank(sorted, 50),
    p95: rank(sorted, 95),
    p99: rank(sorted, 99),
    max: sorted.at(-1) ?? 0,
  };
}

async function timeOf(
  ask: () => Promise<Answer>,
  isAsExpected: (answer: Answer) => boolean,
  signal: AbortSignal,
): Promise<number | undefined> {
  try {
    const answer = await ask();
    return isAsExpected(answer) ? answer.tookMs : undefined;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ProbeError) return undefined;
    throw error;
  }
}

/** By the nearest rank: the smallest time that so many percent of all do not exceed. It is one that was taken, never one between two. */
export function rank(sorted: readonly number[], percent: number): number {
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? 0;
}
