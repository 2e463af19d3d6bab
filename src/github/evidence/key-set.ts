import type { KeyObject } from 'node:crypto';
import { PlatformError } from '../../reconcile/ports/faults.ts';
import { Misshapen } from '../client/shape.ts';
import { download } from '../client/wire.ts';
import { type KeysOf, readKeys } from './token.ts';

const keptMs = 600_000;
/** Whoever makes up names of keys does not have them asked for at each. */
const quietMs = 30_000;
const rules = { timeoutMs: 8_000, mostBytes: 256 * 1024 };

type Keys = ReadonlyMap<string, KeyObject>;

/** The keys that an issuer publishes, kept for a while. What cannot be fetched is thrown, and asked for again by the next who needs it. */
export function createKeySet(issuer: string, now: () => number): KeysOf {
  let known: { readonly keys: Promise<Keys>; readonly at: number } | undefined;
  return (isNew) => {
    const age = known === undefined ? Number.POSITIVE_INFINITY : now() - known.at;
    if (known !== undefined && age < (isNew ? quietMs : keptMs)) return known.keys;
    const asked = { keys: fetchKeys(issuer), at: now() };
    known = asked;
    asked.keys.catch(() => {
      if (known === asked) known = undefined;
    });
    return asked.keys;
  };
}

async function fetchKeys(issuer: string): Promise<Keys> {
  const url = `${issuer}/.well-known/jwks`;
  const asked = `the keys at ${url}`;
  const fail = (why: string) => new PlatformError(`${asked}: ${why}`, { kind: 'unavailable', asked });
  const got = await download(url, rules);
  if (!Buffer.isBuffer(got)) throw fail(got.why);
  try {
    return readKeys(JSON.parse(got.toString()), '');
  } catch (error) {
    if (error instanceof Misshapen || error instanceof SyntaxError) throw fail('the answer is no set of keys');
    throw error;
  }
}
