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
/** Each is a transaction of its own. Those who wait for an answer come first, and they wait for what is being written. */
const atOnce = 2;
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

/** Looks into what was answered already, and into what a crash left behind. Which comes first does not matter. */
export function startKeyer(parts: KeyerParts): Keyer {
  const { inbox, log, figures, now, pace = usualPace } = parts;
  const say = calm(log, now);
  const failed = new Map<string, Failed>();
  let keyed = 0;
  let last = now();
  let isStopped = false;
  let alarm = Promise.withResolvers<void>();

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
      answer = await parts.hear(delivery);
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
  const round = async (): Promise<boolean> => {
    const most = Math.min(widest, window + failed.size);
    const found = await inTime(inbox.waiting(most), pace.writeMs);
    // Somebody else may have keyed what failed here.
    if (found.length < most) for (const guid of failed.keys()) if (!found.some((each) => each.guid === guid)) failed.delete(guid);
    const due = found.filter(({ guid }) => (failed.get(guid)?.notBefore ?? 0) <= now()).slice(0, window);
    const rest = due.values();
    const inTurn = async () => {
      for (const delivery of rest) await keyOne(delivery);
    };
    await Promise.all(Array.from({ length: atOnce }, inTurn));
    return due.length > 0;
  };

  const run = async () => {
    let troubles = 0;
    while (!isStopped) {
      const woken = alarm.promise;
      let sleep = 0;
      try {
        if (!(await round())) sleep = Math.min(pace.idleMs, ...[...failed.values()].map(({ notBefore }) => notBefore - now()));
        troubles = 0;
      } catch (error) {
        troubles += 1;
        sleep = backoff(troubles, pace);
        say('waiting', { level: 'error', message: 'the store does not say what waits to be keyed', said: { error } });
      }
      last = now();
      // Trouble is not to be hurried: deliveries keep coming in while the store cannot be read.
      if (!isStopped) await pauseUntil(troubles > 0 ? stopped.promise : woken, sleep);
    }
  };
  const stopped = Promise.withResolvers<void>();
  const ended = run();

  return {
    wake: () => {
      alarm.resolve();
      alarm = Promise.withResolvers();
    },
    stop: () => {
      isStopped = true;
      stopped.resolve();
      alarm.resolve();
      return ended;
    },
    cameAround: () => last,
  };
}
