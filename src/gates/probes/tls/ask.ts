import { exchange } from './exchange.ts';
import type { Answer } from './flight.ts';
import { clientHello, type Hello } from './hello.ts';
import type { Place } from './place.ts';
import type { Secrets } from './secrets.ts';

export interface Caps {
  /** Connections to one address, the repeated ones too. */
  readonly connections: number;
  /** How long one connection may take, and how many there are at a time. */
  readonly ms: number;
  readonly atOnce: number;
}

export const usualCaps: Caps = { connections: 160, ms: 5000, atOnce: 6 };

/** Asks one address, a few questions at a time and never more than so many. */
export interface Asker {
  readonly place: Place;
  ask(hello: Hello, how?: How): Promise<Answer>;
  /** A place in the queue for a connection that somebody else makes. */
  turn<T>(work: (limits: { ms: number; signal: AbortSignal }) => Promise<T>): Promise<T | undefined>;
  used(): number;
}

interface How {
  readonly until?: 'hello' | 'flight';
  readonly secrets?: Secrets;
}

export function newAsker(place: Place, caps: Caps, signal: AbortSignal): Asker {
  let used = 0;
  let running = 0;
  let hasAnswered = false;
  const waiting: (() => void)[] = [];

  const turn: Asker['turn'] = async (work) => {
    if (running >= caps.atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    running += 1;
    try {
      if (used >= caps.connections || signal.aborted) return undefined;
      used += 1;
      return await work({ ms: caps.ms, signal });
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  };
  const once = async (hello: Hello, { until = 'flight', secrets }: How): Promise<Answer> => {
    const ask = {
      hello: clientHello(hello),
      until,
      isSslTwo: hello.version === 'SSLv2',
      ...(secrets !== undefined && { secrets }),
    };
    const answer = await turn((limits) => exchange(place, ask, limits));
    if (answer?.kind === 'flight' || answer?.kind === 'alert') hasAnswered = true;
    if (answer !== undefined) return answer;
    return {
      kind: 'nothing',
      why: signal.aborted ? 'it was stopped' : `more than ${caps.connections} connections would be needed`,
    };
  };
  return {
    place,
    turn,
    used: () => used,
    ask: async (hello, how = {}) => {
      const first = await once(hello, how);
      if (first.kind === 'flight' || first.kind === 'alert') return first;
      // Keys are for one connection; and who has never answered is not asked everything twice.
      if (how.secrets !== undefined || (first.kind === 'nothing' && !hasAnswered)) return first;
      // A hang-up counts only when it comes twice: a connection that was lost must not end an inventory.
      return once(hello, how);
    },
  };
}
