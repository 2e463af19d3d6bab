import type { Delivery, Inbox } from '../../reconcile/ports/store.ts';
import type { Keyed } from '../../reconcile/ports/tasks.ts';
import { calm } from './calm.ts';
import { describeError } from './describe.ts';
import type { Figures } from './figures.ts';
import type { Log } from './log.ts';
import { backoff, inTime, pauseUntil } from './waiting.ts';

export interface KeyerParts {
  readonly inbox: Pick<Inbox, 'waiting' | 'key' | 'park'>;
  /** Rejects when nobody can tell what a delivery is about. */
  readonly hear: (delivery: Delivery) => Promise<Keyed>;
  readonly log: Log;
  readonly figures: Figures;
  readonly now: () => number;
  readonly pace?: Pace;
}

export interface Pace {
  /** How long to sleep when nothing is told: another replica may have died over its deliveries. */
  readonly idleMs: number;
  readonly leastBackoffMs: number;
  readonly mostBackoffMs: number;
  /** For one write of the store. */
  readonly writeMs: number;
}

export interface Keyer {
  /** There is something new. */
  readonly wake: () => void;
  /** Ends after the deliveries at hand. */
  readonly stop: () => Promise<void>;
  /** When it last came around, whatever came of it. */
  readonly cameAround: () => number;
}

export const usualPace: Pace = { idleMs: 5_000, leastBackoffMs: 500, mostBackoffMs: 30_000, writeMs: 30_000 };

const window = 64;
/** Those that failed stand at the front of what waits: the window grows by them, so that they do not hide the others. */
const widest = 1_024;
/** So often the store may refuse one delivery while it takes others; then it is the delivery. */
const tries = 10;

interface Failed {
  readonly times: number;
  readonly notBefore: number;
  /** How many others had been keyed when it failed first. */
  readonly keyedThen: number;
}

type Say = ReturnType<typeof calm>;

interface Keying {
  /** True when there may be more. */
  readonly round: (isStopped: () => boolean) => Promise<boolean>;
  /** In milliseconds, when one that failed is due again; nothing when none did. */
  readonly dueIn: () => number | undefined;
}

function createKeying({ inbox, hear, log, figures, now, pace = usualPace }: KeyerParts, say: Say): Keying {
  const failed = new Map<string, Failed>();
  let keyed = 0;

  const fail = (guid: string, error: unknown) => {
    const before = failed.get(guid);
    const times = (before?.times ?? 0) + 1;
    const notBefore = now() + backoff(times, pace);
    failed.set(guid, { times, notBefore, keyedThen: before?.keyedThen ?? keyed });
    figures.keyed('failed');
    say('key', { level: 'error', message: 'a delivery could not be keyed for now', said: { delivery: guid, times, error } });
  };

  const park = async ({ guid, event }: Delivery, error: unknown) => {
    try {
      await inTime(inbox.park(guid, describeError(error)), pace.writeMs);
    } catch (unparked) {
      fail(guid, unparked);
      return;
    }
    failed.delete(guid);
    figures.keyed('parked');
    log.warn('nobody can tell what a delivery is about: parked', { delivery: guid, event, error });
  };

  const keyOne = async (delivery: Delivery) => {
    const { guid } = delivery;
    let answer: Keyed;
    try {
      answer = await hear(delivery);
    } catch (error) {
      await park(delivery, error);
      return;
    }
    try {
      await inTime(inbox.key(guid, answer), pace.writeMs);
      failed.delete(guid);
      keyed += 1;
      figures.keyed('keyed');
      log.debug('a delivery is keyed', { delivery: guid, event: delivery.event, count: answer.wanted.length });
    } catch (error) {
      const { times = 0, keyedThen = keyed } = failed.get(guid) ?? {};
      if (times + 1 >= tries && keyed > keyedThen) await park(delivery, error);
      else fail(guid, error);
    }
  };

  /** True when there may be more. */
  const round = async (isStopped: () => boolean): Promise<boolean> => {
    const most = Math.min(widest, window + failed.size);
    const found = await inTime(inbox.waiting(most), pace.writeMs);
    if (found.length < most) forgetOthers(failed, found);
    const due = found.filter(({ guid }) => (failed.get(guid)?.notBefore ?? 0) <= now()).slice(0, window);
    // The store writes what comes together in one commit.
    if (!isStopped()) await Promise.all(due.map(keyOne));
    return due.length > 0;
  };

  return {
    round,
    dueIn: () => dueIn(failed, now()),
  };
}

/** Somebody else may have keyed what failed here. */
function forgetOthers(failed: Map<string, Failed>, found: readonly Delivery[]): void {
  const there = new Set(found.map(({ guid }) => guid));
  for (const guid of failed.keys()) if (!there.has(guid)) failed.delete(guid);
}

function dueIn(failed: ReadonlyMap<string, Failed>, now: number): number | undefined {
  const due = [...failed.values()].map(({ notBefore }) => notBefore - now);
  return due.length === 0 ? undefined : Math.min(...due);
}

/** Looks into what was on record before anybody could tell what it is about. Which comes first does not matter. */
export function startKeyer(parts: KeyerParts): Keyer {
  const { log, now, pace = usualPace } = parts;
  const say = calm(log, now);
  const keying = createKeying(parts, say);
  const state = { last: now(), isStopped: false };
  const stopped = Promise.withResolvers<void>();
  let alarm = Promise.withResolvers<void>();

  const run = async () => {
    let troubles = 0;
    while (!state.isStopped) {
      const woken = alarm.promise;
      let sleep = 0;
      try {
        if (!(await keying.round(() => state.isStopped))) sleep = Math.min(pace.idleMs, keying.dueIn() ?? pace.idleMs);
        troubles = 0;
      } catch (error) {
        troubles += 1;
        sleep = backoff(troubles, pace);
        say('waiting', { level: 'error', message: 'the store does not say what waits to be keyed', said: { error } });
      }
      state.last = now();
      // Trouble is not to be hurried: deliveries keep coming in while the store cannot be read.
      if (!state.isStopped) await pauseUntil(troubles > 0 ? stopped.promise : woken, sleep);
    }
  };
  const ended = run();

  return {
    wake: () => {
      alarm.resolve();
      alarm = Promise.withResolvers();
    },
    stop: () => {
      state.isStopped = true;
      stopped.resolve();
      alarm.resolve();
      return ended;
    },
    cameAround: () => state.last,
  };
}
