// What stands behind a run besides the API: the addresses that only the machine of a job, and who checks its tokens, asks.
import type { Reply } from '../server/outcome.ts';
import type { Request } from '../server/respond.ts';
import { jobBehind } from '../state/job-grants.ts';
import type { World } from '../state/world.ts';
import { failure, methods } from './artifact-service.ts';
import { blobPath, takeUpload } from './blobs.ts';
import { identityAt } from './identity.ts';

export interface Service {
  /** As faults and the journal name it. */
  readonly operation: string;
  readonly answer: () => Reply;
}

const twirp = '/twirp/github.actions.results.api.v1.ArtifactService/';

/** Nothing for all other addresses. */
export function serviceAt(world: World, request: Request): Service | undefined {
  const url = new URL(request.target, `${world.origin}/`);
  const { method, body } = request;
  const header = (name: string) => one(request.headers[name]);
  if (url.pathname.startsWith(twirp)) {
    const name = url.pathname.slice(twirp.length);
    return { operation: `${method} ${twirp}${name}`, answer: () => answerTwirp(world, { name, request }) };
  }
  if (blobPath.test(url.pathname)) {
    const operation = `${method} /-/blobs/{id}${url.searchParams.has('comp') ? `?comp=${url.searchParams.get('comp')}` : ''}`;
    return { operation, answer: () => takeUpload(world, { method, url, header, body }) };
  }
  return identityAt(world, { method, url, header });
}

function one(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

function answerTwirp(world: World, { name, request }: { name: string; request: Request }): Reply {
  const grant = jobBehind(world, one(request.headers['authorization']));
  if (grant === undefined) return failure('unauthenticated', 'token is invalid or expired');
  const act = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (act === undefined || request.method !== 'POST') return failure('bad_route', `no handler for ${name}`);
  if (!(one(request.headers['content-type']) ?? '').startsWith('application/json'))
    return failure('bad_route', 'unexpected Content-Type');
  const said = read(request.body);
  if (said === undefined) return failure('malformed', 'the json request could not be decoded');
  const field = (wanted: string) => fieldOf(said, wanted);
  if (field('workflow_run_backend_id') !== grant.backend.run) return failure('permission_denied', 'not the run of the token');
  return act({ world, grant, field });
}

function read(body: Buffer): object | undefined {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function fieldOf(said: object, name: string): string | undefined {
  const camel = name.replaceAll(/_(?<letter>[a-z])/g, (_, letter: string) => letter.toUpperCase());
  const value: unknown = Reflect.get(said, name) ?? Reflect.get(said, camel);
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value : undefined;
}
