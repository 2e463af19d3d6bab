import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { VouchAnswer } from '../../reconcile/ports/runs.ts';
import { bigId, listOf, Misshapen, mapped, oid, oneOf, orNull, type Reader, shaped, text, whole } from '../client/shape.ts';

/** The keys of an issuer by their names. `isNew`: asked for again, for a name that is not among those known. */
export type KeysOf = (isNew: boolean) => Promise<ReadonlyMap<string, KeyObject>>;

const mostLetters = 16_384;
const leastBits = 2_048;

const readHeader = shaped({ alg: oneOf('RS256'), kid: text, crit: orNull(absent) });

function absent(_value: unknown, at: string): never {
  throw new Misshapen(at, 'to be there');
}

/** One audience, alone or as a list of one. */
const readAudience: Reader<string> = (value, at) => text(Array.isArray(value) && value.length === 1 ? value[0] : value, at);

const readClaims = shaped({
  iss: text,
  aud: readAudience,
  iat: whole,
  nbf: orNull(whole),
  exp: whole,
  repository_id: bigId,
  run_id: bigId,
  run_attempt: bigId,
  event_name: text,
  ref: text,
  base_ref: orNull(text),
  job_workflow_ref: text,
  job_workflow_sha: oid,
  runner_environment: orNull(text),
});

export interface VouchRules {
  readonly issuer: string;
  readonly keys: KeysOf;
}

/** Whether this issuer signed a token, and what it vouches for by it. For whom and when it was made, its reader asks. */
export async function vouchedBy(token: string, { issuer, keys }: VouchRules): Promise<VouchAnswer> {
  const doubtful = (because: string): VouchAnswer => ({ is: 'doubtful', because });
  const parts = token.trim().split('.');
  if (token.length > mostLetters || parts.length !== 3 || !parts.every((part) => /^[\w-]+$/.test(part))) {
    return doubtful('it is no token');
  }
  const [head = '', body = '', signature = ''] = parts;
  try {
    const { kid } = readHeader(decoded(head), 'header');
    const key = (await keys(false)).get(kid) ?? (await keys(true)).get(kid);
    if (key === undefined) return doubtful(`${issuer} has no key of the name in it`);
    const isSigned = verify('RSA-SHA256', Buffer.from(`${head}.${body}`), key, Buffer.from(signature, 'base64url'));
    if (!isSigned) return doubtful(`its signature is not that of ${issuer}`);
    const claims = readClaims(decoded(body), 'token');
    if (claims.iss !== issuer) return doubtful(`its issuer is not ${issuer}`);
    return {
      is: 'vouched',
      audience: claims.aud,
      issuedAt: claims.iat,
      notBefore: claims.nbf,
      expiresAt: claims.exp,
      repoId: claims.repository_id,
      run: claims.run_id,
      attempt: claims.run_attempt,
      event: claims.event_name,
      ref: claims.ref,
      base: claims.base_ref === '' ? null : claims.base_ref,
      workflowRef: claims.job_workflow_ref,
      workflowSha: claims.job_workflow_sha,
      runner: claims.runner_environment,
    };
  } catch (error) {
    if (error instanceof Misshapen) return doubtful(error.message);
    throw error;
  }
}

function decoded(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString());
  } catch {
    throw new Misshapen('a part of the token', 'JSON');
  }
}

const readKey = shaped({ kty: text, kid: orNull(text), use: orNull(text), alg: orNull(text), n: orNull(text), e: orNull(text) });

/** Those with which tokens are signed as they are here; others that an issuer has are for something else. */
export const readKeys: Reader<ReadonlyMap<string, KeyObject>> = mapped(shaped({ keys: listOf(readKey) }), ({ keys }) => {
  const usable = keys.flatMap(({ kty, kid, use, alg, n, e }): [string, KeyObject][] => {
    const isOurs = kty === 'RSA' && (use ?? 'sig') === 'sig' && (alg ?? 'RS256') === 'RS256';
    if (!isOurs || kid === null || n === null || e === null) return [];
    const key = keyFrom(n, e);
    return (key?.asymmetricKeyDetails?.modulusLength ?? 0) >= leastBits && key ? [[kid, key]] : [];
  });
  return new Map(usable);
});

function keyFrom(n: string, e: string): KeyObject | undefined {
  try {
    return createPublicKey({ key: { kty: 'RSA', n, e }, format: 'jwk' });
  } catch {
    return undefined;
  }
}
