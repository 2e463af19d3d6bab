import type { CollectContext } from '../engine/contract.ts';
import type { RequestFields } from '../engine/request.ts';
import type { Tries } from '../engine/tries.ts';
import { attempt, retryAfter } from './attempts.ts';
import { readHealth } from './health-body.ts';
import { withSession } from './session.ts';

interface Wanted extends RequestFields, Tries {
  readonly path?: string;
}

interface Answer {
  url: string;
  status: number;
  format: string;
  health: 'up' | 'warn' | 'down' | 'unknown';
  parts: { name: string; health: Answer['health'] }[];
}

interface Found {
  answer: Answer;
  inARow: number;
  wanted: number;
  looks: number;
  failed: number;
}

/** Asks until the service says that it is well often enough, or until there is no time left: what was seen last is what counts. */
export async function collectHealth(wanted: Wanted, context: CollectContext): Promise<Found> {
  return withSession(context, wanted, async (session) => {
    const url = session.resolve(wanted.path);
    const look = async () => {
      const { status, headers, body } = await session.ask({ url });
      const { format, health, parts } = readHealth(body);
      const seen: Answer = { url, status, format, health, parts: parts.map((part) => ({ ...part })) };
      const isGood = status >= 200 && status < 300 && health === 'up' && parts.every((part) => part.health === 'up');
      return { seen, isGood, waitFor: status === 429 || status === 503 ? retryAfter(headers, Date.now()) : undefined };
    };
    const { last, inARow, wanted: asked, all, failed, failure } = await attempt(look, wanted, { signal: context.signal });
    if (last === undefined) throw failure ?? new TypeError('nothing was looked at');
    return { answer: last, inARow, wanted: asked, looks: all.length + failed, failed };
  });
}
