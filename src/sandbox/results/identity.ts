// Tokens that say who a job is: where it asks for one, and where others find the keys to check it.
import { jsonReply, type Reply } from '../server/outcome.ts';
import { jobBehind } from '../state/job-grants.ts';
import type { World } from '../state/world.ts';
import { idTokenFor, issuerIn, type SigningKey, signingKeys } from './id-token.ts';
import type { Service } from './services.ts';

export interface Question {
  readonly method: string;
  readonly url: URL;
  readonly header: (name: string) => string | undefined;
}

const root = '/_services/token';

/** Where a job asks; it adds `&audience=`. */
export function requestAddress(world: World, jobId: number): string {
  return `${world.origin}${root}/request/${jobId}?api-version=2.0`;
}

export function identityAt(world: World, { method, url, header }: Question): Service | undefined {
  const { pathname } = url;
  if (!pathname.startsWith(`${root}/`) || method !== 'GET') return undefined;
  const place = pathname.slice(root.length);
  const known: Readonly<Record<string, () => Reply>> = {
    '/.well-known/openid-configuration': () => jsonReply(200, configuration(world)),
    '/.well-known/jwks': () => jsonReply(200, { keys: signingKeys(world).map(viewKey) }),
  };
  const answer = known[place];
  if (answer) return { operation: `GET ${pathname}`, answer };
  const { job } = /^\/request\/(?<job>\d+)$/.exec(place)?.groups ?? {};
  if (job === undefined) return undefined;
  const ask = () => give(world, { job: Number(job), url, authorization: header('authorization') });
  return { operation: `GET ${root}/request/{job_id}`, answer: ask };
}

interface Asked {
  readonly job: number;
  readonly url: URL;
  readonly authorization: string | undefined;
}

function give(world: World, { job, url, authorization }: Asked): Reply {
  const grant = jobBehind(world, authorization);
  if (grant === undefined) return jsonReply(401, { message: 'Unauthorized' });
  if (!grant.mayIdentify || grant.job.id !== job) return jsonReply(403, { message: 'Forbidden' });
  const value = idTokenFor(world, grant, url.searchParams.get('audience') ?? undefined);
  return jsonReply(200, { count: value.length, value });
}

function configuration(world: World) {
  const issuer = issuerIn(world);
  return {
    issuer,
    jwks_uri: `${issuer}/.well-known/jwks`,
    subject_types_supported: ['public', 'pairwise'],
    response_types_supported: ['id_token'],
    claims_supported: claims,
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: ['openid'],
  };
}

const claims = (
  'sub aud exp iat iss jti nbf ref sha repository repository_id repository_owner repository_owner_id repository_visibility run_id ' +
  'run_number run_attempt actor actor_id workflow workflow_ref workflow_sha head_ref base_ref event_name ref_type ref_protected ' +
  'environment job_workflow_ref job_workflow_sha runner_environment check_run_id'
).split(' ');

function viewKey({ kid, publicKey }: SigningKey) {
  const { n, e } = publicKey.export({ format: 'jwk' });
  return { kty: 'RSA', alg: 'RS256', use: 'sig', kid, n, e, x5t: kid };
}
