import type { Figures } from './figures.ts';
import { createGauges } from './gauges.ts';
import { createIngress, type IngressLimits, usualLimits } from './ingress.ts';
import { startKeyer } from './keyer.ts';
import type { Log } from './log.ts';
import { createOperations } from './operations.ts';
import { createListener } from './probot.ts';
import { watchReadiness } from './readiness.ts';
import type { Rooms } from './rooms.ts';
import { listen, type ServerLimits, usualServerLimits } from './server.ts';
import type { Settings } from './settings.ts';
import { inTime } from './waiting.ts';

export interface StartParts {
  readonly settings: Settings;
  readonly rooms: Rooms;
  readonly log: Log;
  readonly figures: Figures;
  readonly now: () => number;
  readonly limits?: Partial<IngressLimits & ServerLimits>;
}

export interface Running {
  readonly url: string;
  /** Finishes what is at hand, for so long at most, and closes the store. True when all of it was finished. */
  readonly drain: (milliseconds: number) => Promise<boolean>;
}

/** The store has something left to write when all else has ended. */
const closeMs = 5_000;

/** All that the App does, from its listener to its store. */
export async function startApp({ settings, rooms, log, figures, now, limits = {} }: StartParts): Promise<Running> {
  const { inbox } = rooms;
  const { appId, privateKey, apiUrl: baseUrl, webhookSecrets: secrets } = settings;
  const { hear } = await createListener({ appId, privateKey, baseUrl }, rooms.keysFor);
  const keyer = startKeyer({ inbox, hear, log, figures, now });
  const readiness = watchReadiness({
    askStore: rooms.stats,
    askPlatform: rooms.askPlatform,
    cameAround: keyer.cameAround,
    now,
    log,
  });
  const ingressLimits = { ...usualLimits, ...limits };
  const ingress = createIngress({ inbox, hear, secrets, limits: ingressLimits, log, figures, now, onUnheard: keyer.wake });
  const gauges = createGauges({ figures, stats: rooms.stats, requests: () => listening?.requests() ?? 0 });
  const operations = createOperations({ readiness, metrics: gauges.text, metricsToken: settings.metricsToken });
  const { host, port } = settings;
  const serverLimits = { ...usualServerLimits, ...limits };
  let listening: Awaited<ReturnType<typeof listen>> | undefined;
  const stopQuietly = async () => {
    readiness.stop();
    gauges.stop();
    await keyer.stop();
  };
  try {
    listening = await listen({ host, port, ingress, operations, limits: serverLimits });
  } catch (error) {
    await stopQuietly();
    throw error;
  }
  const { url, close, cut } = listening;
  const work = rooms.startWork();

  const ended = async (what: string, ending: Promise<unknown>): Promise<boolean> => {
    try {
      await ending;
      return true;
    } catch (error) {
      log.error(`${what} did not come to its end`, { error });
      return false;
    }
  };
  const finish = async () => {
    await Promise.all([close(), work.stop()]);
    await stopQuietly();
  };
  return {
    url,
    drain: async (milliseconds) => {
      readiness.drain();
      ingress.drain();
      const isFinished = await ended('what is at hand', inTime(finish(), milliseconds));
      cut();
      const isClosed = await ended('the store', inTime(rooms.close(), closeMs));
      return isFinished && isClosed;
    },
  };
}
