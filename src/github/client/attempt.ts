import type { Octokit } from '@octokit/rest';
import { instantAt } from '../../ground/instant.ts';
import { PlatformError } from '../../reconcile/ports/faults.ts';
import type { Shared } from '../../reconcile/ports/shared.ts';
import type { Answer, Ask } from './ask.ts';
import type { Calls } from './calls.ts';
import { faultOf } from './fault.ts';
import type { Lru } from './lru.ts';
import type { Attempt, Time } from './retry.ts';
import { Misshapen } from './shape.ts';
import { type Exchange, exchange, type Sending } from './wire.ts';

/** An answer that need not be sent again when nothing of it has changed. */
export interface Kept {
  readonly etag: string;
  readonly body: string;
  readonly headers: Headers;
}

/** What all requests have in common. */
export interface Core {
  readonly octokit: Octokit;
  readonly shared: Shared;
  readonly time: Time;
  readonly timeoutMs: number;
  readonly calls: Calls;
  readonly kept: Lru<Kept>;
  readonly lane: <T>(key: string, work: () => Promise<T>) => Promise<T>;
  /** The header to sign in with, another one where that was refused. */
  readonly token: (as: Ask<unknown>['as'], refused?: string) => Promise<string | undefined>;
  /** By how much the platform's clock is ahead. */
  readonly clock: { offset: number };
}

export interface Prepared extends Sending {
  /** For messages: no secrets, no contents. */
  readonly asked: string;
  readonly operation: string;
}

const megabyte = 1024 * 1024;

export function prepare({ octokit }: Core, ask: Ask<unknown>): Prepared {
  const { method, url, headers, body } = octokit.request.endpoint(ask.route, { ...ask.parameters });
  const plain = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  const asked = ask.operation ?? `${method} ${new URL(url).pathname}`;
  return {
    method,
    url,
    headers: { ...plain, 'x-github-api-version': '2022-11-28' },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    operation: ask.operation ?? ask.route,
    asked,
  };
}

/** One try, with all that it may end in. */
export async function attempt<T>(core: Core, ask: Ask<T>, prepared: Prepared): Promise<Attempt<Answer<T>>> {
  await admit(core, ask, prepared.asked);
  const key = `${ask.as} ${prepared.url}`;
  const known = prepared.method === 'GET' ? core.kept.get(key) : undefined;
  const got = await send(core, ask, known ? withHeader(prepared, 'if-none-match', known.etag) : prepared);
  const tried = got.is === 'answer' ? await readAnswer(core, { ask, prepared, got, known, key }) : missed(ask, prepared, got);
  if (tried.is === 'failed') core.calls.count(prepared.operation, tried.error.fault.kind);
  return tried;
}

/** Nothing is asked while the platform wants quiet, and writes wait for their turn. */
async function admit({ shared, time }: Core, { as, write }: Ask<unknown>, asked: string): Promise<void> {
  if (typeof as === 'number') {
    const until = await shared.pausedUntil(as);
    if (until !== undefined && Date.parse(until) > time.now()) {
      throw new PlatformError(`GitHub wants quiet until ${until}; ${asked} waits`, { kind: 'limited', asked, retryAt: until });
    }
  }
  if (write === undefined) return;
  const points = { writes: 1, contents: write.makesContent === true ? 1 : 0 };
  const wait = typeof as === 'number' ? await shared.spend(as, points) : 0;
  if (wait > 0) await time.sleep(wait);
  await write.confirm?.();
}

/** Once, and once more with another token where this one was refused: a request that was refused has had no effect. */
async function send(core: Core, ask: Ask<unknown>, prepared: Prepared): Promise<Exchange> {
  const { timeoutMs, time, clock } = core;
  const { mostBytes = 10 * megabyte, repoId, isLink = false } = ask;
  const rules = { timeoutMs, mostBytes, isLink, ...(repoId !== undefined && { repoId }) };
  const go = async (token: string | undefined) => {
    const signed = token === undefined ? prepared : withHeader(prepared, 'authorization', `Bearer ${token}`);
    const got = await core.lane(String(ask.as), () => exchange(signed, rules));
    const there = got.is === 'answer' ? Date.parse(got.headers.get('date') ?? '') : Number.NaN;
    if (!Number.isNaN(there)) clock.offset = there - time.now();
    return got;
  };
  const token = await core.token(ask.as);
  const got = await go(token);
  const isRefused = token !== undefined && got.is === 'answer' && got.status === 401;
  return isRefused ? go(await core.token(ask.as, token)) : got;
}

function withHeader(prepared: Prepared, name: string, value: string): Prepared {
  return { ...prepared, headers: { ...prepared.headers, [name]: value } };
}

function missed(ask: Ask<unknown>, { asked }: Prepared, got: Exclude<Exchange, { is: 'answer' }>): Attempt<never> {
  const fail = (kind: PlatformError['fault']['kind']) => new PlatformError(`${asked}: ${got.why}`, { kind, asked });
  if (got.is === 'unfit') return { is: 'failed', error: fail(got.isGone ? 'gone' : 'refused'), next: 'final' };
  if (!got.isSent) return { is: 'failed', error: fail('unavailable'), next: 'unheard' };
  return { is: 'failed', error: fail(ask.write ? 'unclear' : 'unavailable'), next: 'again' };
}

interface Answered<T> {
  readonly ask: Ask<T>;
  readonly prepared: Prepared;
  readonly got: Extract<Exchange, { is: 'answer' }>;
  readonly known: Kept | undefined;
  readonly key: string;
}

async function readAnswer<T>(core: Core, { ask, prepared, got, known, key }: Answered<T>): Promise<Attempt<Answer<T>>> {
  const { asked, operation, method } = prepared;
  const isUnchanged = got.status === 304 && known !== undefined;
  if (got.status >= 400) {
    const error = faultOf({ ...got, asked, now: core.time.now(), isWrite: ask.write !== undefined });
    return { is: 'failed', error: await held(core, ask, error), next: mayPass(error) ? 'again' : 'final' };
  }
  const { body, headers } = isUnchanged ? known : { body: got.text, headers: got.headers };
  try {
    const value = ask.read(body === '' ? undefined : JSON.parse(body), '', headers);
    core.calls.count(operation, isUnchanged ? 'unchanged' : 'ok');
    const etag = got.headers.get('etag');
    if (method === 'GET' && etag !== null) core.kept.set(key, { etag, body, headers }, body.length + 500);
    return { is: 'done', value: { value, headers } };
  } catch (error) {
    return { is: 'failed', ...(await misread(core, { error, ask, got, asked })) };
  }
}

function mayPass({ fault }: PlatformError): boolean {
  return fault.kind === 'unavailable' || fault.kind === 'unclear';
}

/** A limit holds for all that is asked for this installation, in every replica. */
async function held({ shared, time }: Core, { as }: Ask<unknown>, error: PlatformError): Promise<PlatformError> {
  if (error.fault.kind === 'limited' && typeof as === 'number') {
    await shared.pause(as, error.fault.retryAt ?? instantAt(time.now() + 60_000));
  }
  return error;
}

interface Misread {
  readonly error: unknown;
  readonly ask: Ask<unknown>;
  readonly got: { readonly headers: Headers };
  readonly asked: string;
}

/** Readers say what is wrong with an answer: errors that come with status 200, or that it is not what was described. */
async function misread(core: Core, { error, ask, asked }: Misread): Promise<{ error: PlatformError; next: 'again' | 'final' }> {
  if (error instanceof PlatformError) {
    return { error: await held(core, ask, error), next: mayPass(error) ? 'again' : 'final' };
  }
  if (!(error instanceof Misshapen) && !(error instanceof SyntaxError)) throw error;
  const why = error instanceof Misshapen ? error.message : 'the answer is not JSON';
  return { error: new PlatformError(`${asked}: ${why}`, { kind: 'unclear', asked }), next: 'again' };
}
