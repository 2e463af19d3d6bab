import { Octokit } from '@octokit/rest';
import { PlatformError } from '../../reconcile/ports/faults.ts';
import type { Shared } from '../../reconcile/ports/shared.ts';
import { appJwt } from './app-jwt.ts';
import { type Answer, type Ask, isFault, unlessGone } from './ask.ts';
import { attempt, type Core, type Kept, prepare } from './attempt.ts';
import { type CallCount, countCalls } from './calls.ts';
import { createLanes } from './lanes.ts';
import { createLru } from './lru.ts';
import { type Patience, type Time, withPatience } from './retry.ts';
import { moment, shaped, text } from './shape.ts';
import { createSignIns } from './sign-in.ts';

export interface ClientOptions {
  /** `https://api.github.com`, or `https://HOST/api/v3` of a server of one's own. */
  readonly baseUrl: string;
  readonly appId: number;
  readonly privateKey: string;
  readonly shared: Shared;
  readonly userAgent?: string;
  /** One request: less than a third of a lease, so that who has lost it is not still writing. */
  readonly timeoutMs?: number;
  readonly patience?: Partial<Patience>;
  readonly time?: Partial<Time>;
}

export interface Client {
  readonly ask: <T>(ask: Ask<T>) => Promise<T>;
  readonly answer: <T>(ask: Ask<T>) => Promise<Answer<T>>;
  readonly calls: () => readonly CallCount[];
  readonly now: () => number;
  /** An address that the platform gave is on its own host. */
  readonly isOurs: (url: string) => boolean;
  /** On a server of one's own it is beside the API, not below it. */
  readonly graphqlUrl: string;
}

const keptBytes = 32 * 1024 * 1024;
const atOnce = 10;
const usual: Patience = { tries: 3, deadlineMs: 20_000, firstPauseMs: 250 };
const forWrites = { tries: 2, deadlineMs: 9000 };

/** GitHub's client below one layer of our own for limits, time and trust. Every answer is whole, or a `PlatformError`. */
export function createClient(options: ClientOptions): Client {
  const { baseUrl, shared, timeoutMs = 8000 } = options;
  const time: Time = { now: Date.now, sleep, chance: Math.random, ...options.time };
  const patience = { ...usual, ...options.patience };
  const clock = { offset: 0 };
  const signIns = createSignIns({ shared, now: () => time.now() + clock.offset, fetchToken: (of) => fetchToken(ask, of) });
  const ownToken = appTokens(options, () => ({ here: time.now(), there: time.now() + clock.offset }));
  const core: Core = {
    octokit: new Octokit({ baseUrl, userAgent: options.userAgent ?? 'gonogo' }),
    shared,
    time,
    timeoutMs,
    calls: countCalls(),
    kept: createLru<Kept>(keptBytes),
    lane: createLanes(atOnce),
    clock,
    token: async (as, refused) => {
      if (as === 'nobody') return undefined;
      if (as === 'app') return ownToken(refused);
      return refused === undefined ? signIns.token(as) : signIns.renew(as, refused);
    },
  };
  const answer = async <T>(wish: Ask<T>): Promise<Answer<T>> => {
    const prepared = prepare(core, wish);
    const rules = {
      patience: wish.write ? { ...patience, ...forWrites } : patience,
      time,
      isRepeatable: wish.write?.isRepeatable ?? true,
    };
    const go = () => withPatience(() => attempt(core, wish, prepared), rules);
    if (wish.isDoubted !== true) return go();
    return go().catch(async (error: unknown) => {
      if (!isFault(error, 'gone')) throw error;
      await time.sleep(2 * patience.firstPauseMs);
      return go();
    });
  };
  const ask = async <T>(wish: Ask<T>): Promise<T> => (await answer(wish)).value;
  const graphqlUrl = `${baseUrl.replace(/\/$/, '').replace(/\/api\/v3$/, '/api')}/graphql`;
  const isOurs = (url: string) => URL.parse(url)?.origin === new URL(baseUrl).origin;
  return { ask, answer, calls: core.calls.all, now: time.now, isOurs, graphqlUrl };
}

const clocksAgree = 30_000;

/** Our clock is believed until a signature with its time is refused; then the date of that answer counts, where it is another one. */
function appTokens(
  { appId, privateKey }: ClientOptions,
  now: () => { readonly here: number; readonly there: number },
): (refused?: string) => string {
  let trusted: 'here' | 'there' = 'here';
  let used = 0;
  return (refused) => {
    if (refused !== undefined) trusted = Math.abs(now().there - used) > clocksAgree ? 'there' : 'here';
    used = now()[trusted];
    return appJwt({ appId, privateKey, now: used });
  };
}

/** Where the App is not installed any more, what is asked for there is not gone: it may not be seen. */
async function fetchToken(ask: Client['ask'], installation: number) {
  const asked = `a token of installation ${installation}`;
  const signIn = await unlessGone(() => askToken(ask, installation));
  if (signIn) return signIn;
  throw new PlatformError(`GitHub does not give ${asked}: the App is not installed there`, { kind: 'forbidden', asked });
}

async function askToken(ask: Client['ask'], installation: number) {
  const { token, expires_at: expiresAt } = await ask({
    route: 'POST /app/installations/{installation_id}/access_tokens',
    parameters: { installation_id: installation },
    as: 'app',
    read: shaped({ token: text, expires_at: moment }),
    write: { isRepeatable: true },
  });
  return { token, expiresAt };
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
