import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { bigId, flag, Misshapen, type Reader, shaped, text } from '../../github/client/shape.ts';
import { ProblemError } from '../../ground/problem.ts';
import type { Env } from './occasion.ts';

/** The service that keeps artifacts, as the runner names it. */
export interface Results {
  readonly upload: (wish: { readonly name: string; readonly zip: Buffer; readonly days?: number | undefined }) => Promise<number>;
}

export interface Patience {
  readonly tries: number;
  readonly pauseMs: number;
  readonly eachMs: number;
}

const usual: Patience = { tries: 4, pauseMs: 1_000, eachMs: 60_000 };
const day = 86_400_000;

/** Undefined where the runner names none: on a server without it, or outside of a workflow. */
export function openResults(env: Env, patience: Patience = usual): Results | undefined {
  const [url, token] = [env['ACTIONS_RESULTS_URL'] ?? '', env['ACTIONS_RUNTIME_TOKEN'] ?? ''];
  const ids = idsIn(token);
  if (url === '' || ids === undefined) return undefined;
  const call = async <T>(method: string, body: object, read: Reader<T>): Promise<T> => {
    const address = new URL(`/twirp/github.actions.results.api.v1.ArtifactService/${method}`, url);
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const answer = await send({ url: address, method: 'POST', headers, body: JSON.stringify({ ...ids, ...body }) }, patience);
    return read(await answer.json(), '');
  };
  return {
    upload: async ({ name, zip, days }) => {
      const expires = days === undefined ? {} : { expires_at: new Date(Date.now() + days * day).toISOString() };
      const address = await call('CreateArtifact', { name, version: 4, ...expires }, readUrl);
      const headers = { 'x-ms-blob-type': 'BlockBlob', 'content-type': 'application/zip' };
      await send({ url: new URL(address), method: 'PUT', headers, body: zip }, patience);
      const hash = `sha256:${createHash('sha256').update(zip).digest('hex')}`;
      return call('FinalizeArtifact', { name, size: String(zip.length), hash }, readId);
    },
  };
}

/** The service names its fields in one of two ways. */
function either<T>(read: Reader<T>, ...names: readonly string[]): Reader<T> {
  return (value, at) => {
    const found = typeof value === 'object' && value !== null ? names.find((name) => Reflect.has(value, name)) : undefined;
    if (found === undefined || typeof value !== 'object' || value === null) throw new Misshapen(at, `an answer with ${names[0]}`);
    shaped({ ok: flag })(value, at);
    return read(Reflect.get(value, found), found);
  };
}

const readUrl = either(text, 'signed_upload_url', 'signedUploadUrl');
const readId = either(bigId, 'artifact_id', 'artifactId');

/** The token says which run and job it is of. It is ours, so that nothing needs to be verified. */
function idsIn(token: string): { workflow_run_backend_id: string; workflow_job_run_backend_id: string } | undefined {
  const [, payload = ''] = token.split('.');
  try {
    const { scp } = shaped({ scp: text })(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')), '');
    const [, run, job] = /(?:^|\s)Actions\.Results:([^:\s]+):([^:\s]+)/.exec(scp) ?? [];
    return run === undefined || job === undefined
      ? undefined
      : { workflow_run_backend_id: run, workflow_job_run_backend_id: job };
  } catch {
    return undefined;
  }
}

interface Request {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

async function send(request: Request, { tries, pauseMs, eachMs }: Patience): Promise<Response> {
  let why = '';
  for (let again = 1; again <= tries; again += 1) {
    if (again > 1) await sleep(pauseMs * 2 ** (again - 2));
    try {
      const { url, method, headers } = request;
      const body = typeof request.body === 'string' ? request.body : new Uint8Array(request.body);
      const answer = await fetch(url, { method, headers, body, signal: AbortSignal.timeout(eachMs), redirect: 'error' });
      if (answer.ok) return answer;
      why = `${answer.status} ${(await answer.text()).slice(0, 300)}`;
      if (answer.status < 500 && answer.status !== 429) break;
    } catch (error) {
      why =
        error instanceof Error
          ? `${error.message} ${error.cause instanceof Error ? error.cause.message : ''}`.trim()
          : String(error);
    }
  }
  throw notTaken(why);
}

function notTaken(why: string): ProblemError {
  return new ProblemError({
    code: 'action.upload',
    message: `the evidence could not be uploaded: ${why}`,
    remedy: 'Run the job again. Where artifacts are not to be had, set upload: false and bring evidence.json there yourself.',
  });
}
