import { PlatformError } from '../../reconcile/ports/faults.ts';
import type { Log } from './log.ts';
import { inTime } from './waiting.ts';

/** `ok`, or what is the matter. */
export interface Found {
  readonly process: 'ok' | 'draining';
  readonly store: 'ok' | 'no answer';
  readonly credentials: 'ok' | 'refused' | 'not established yet';
  readonly keyer: 'ok' | 'stuck';
}

export interface Readiness {
  readonly look: () => Promise<Found>;
  readonly drain: () => void;
  readonly stop: () => void;
}

export interface ReadinessParts {
  /** Rejects when the store does not answer. */
  readonly askStore: () => Promise<unknown>;
  /** Asks the platform who we are. */
  readonly askPlatform: () => Promise<unknown>;
  readonly cameAround: () => number;
  readonly now: () => number;
  readonly log: Log;
}

const storeMs = 2_000;
/** However often somebody looks, the store is asked once in this time. */
const freshMs = 1_000;
const stuckMs = 90_000;
const credentialsMs = 5 * 60_000;
/** Until the platform has said yes or no for the first time. */
const firstMs = 5_000;
const platformMs = 30_000;

export function watchReadiness({ askStore, askPlatform, cameAround, now, log }: ReadinessParts): Readiness {
  let isDraining = false;
  let isStopped = false;
  let credentials: Found['credentials'] = 'not established yet';
  let timer: NodeJS.Timeout | undefined;
  let asked: { readonly at: number; readonly answer: Promise<Found['store']> } | undefined;

  const askAgain = async (): Promise<void> => {
    const found = await credentialsNow(askPlatform, credentials);
    if (isStopped) return;
    if (found === 'refused' && credentials !== 'refused') {
      const remedy = 'Compare APP_ID and the private key with the settings of the App, and that it was not suspended.';
      log.error('GitHub does not take the credentials of the App', { remedy });
    }
    if (found === 'ok' && credentials !== 'ok') log.info('GitHub takes the credentials of the App');
    credentials = found;
    timer = setTimeout(() => void askAgain(), found === 'ok' ? credentialsMs : firstMs).unref();
  };
  void askAgain();

  const store = () => {
    if (!asked || now() - asked.at >= freshMs) {
      const answer = inTime(askStore(), storeMs).then(
        (): Found['store'] => 'ok',
        (): Found['store'] => 'no answer',
      );
      asked = { at: now(), answer };
    }
    return asked.answer;
  };

  return {
    look: async () => ({
      process: isDraining ? 'draining' : 'ok',
      store: await store(),
      credentials,
      keyer: now() - cameAround() > stuckMs ? 'stuck' : 'ok',
    }),
    drain: () => {
      isDraining = true;
    },
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}

/** A platform that is away says nothing about our credentials: what was known of them stays. */
async function credentialsNow(ask: () => Promise<unknown>, known: Found['credentials']): Promise<Found['credentials']> {
  try {
    await inTime(ask(), platformMs);
    return 'ok';
  } catch (error) {
    const isNo = error instanceof PlatformError && ['forbidden', 'gone', 'refused'].includes(error.fault.kind);
    return isNo ? 'refused' : known;
  }
}
