import { createHash } from 'node:crypto';
import { messageOf } from '../../gates/engine/thrown.ts';
import { anything, bigId, listOf, Misshapen, orNull, type Reader, shaped, text } from '../../github/client/shape.ts';
import { ProblemError } from '../../ground/problem.ts';
import type { Env } from './occasion.ts';
import { askService, type Patience, usual } from './service.ts';

/** The service that keeps artifacts, as the runner names it. */
export interface Results {
  /** The id that it has then. */
  readonly upload: (wish: Wish) => Promise<number>;
}

interface Wish {
  readonly name: string;
  readonly zip: Buffer;
  readonly days?: number | undefined;
}

const day = 86_400_000;

/** Undefined where the runner names none: on a server without it, or outside of a workflow. */
export function openResults(env: Env, patience: Patience = usual): Results | undefined {
  const [url, token] = [env['ACTIONS_RESULTS_URL'] ?? '', env['ACTIONS_RUNTIME_TOKEN'] ?? ''];
  const ids = idsIn(token);
  if (!URL.canParse(url) || ids === undefined) return undefined;
  const call = async <T>(method: string, body: object, read: Reader<T>): Promise<T> => {
    const address = new URL(`/twirp/github.actions.results.api.v1.ArtifactService/${method}`, url);
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const asked = Buffer.from(JSON.stringify({ ...ids, ...body }));
    return read(JSON.parse(await askService({ url: address.href, method: 'POST', headers, body: asked }, patience)), '');
  };
  const put = async ({ name, zip, days }: Wish) => {
    const expires = days === undefined ? {} : { expires_at: new Date(Date.now() + days * day).toISOString() };
    const place = await call('CreateArtifact', { name, version: 4, ...expires }, readUrl);
    const headers = { 'x-ms-blob-type': 'BlockBlob', 'content-type': 'application/zip' };
    await askService({ url: place, method: 'PUT', headers, body: zip }, patience);
    const hash = `sha256:${createHash('sha256').update(zip).digest('hex')}`;
    return call('FinalizeArtifact', { name, size: String(zip.length), hash }, readId);
  };
  // Its name is the digest of what is in it: one that is there by this name is this one, of a try whose answer was lost.
  const found = (name: string) => call('ListArtifacts', { name_filter: name }, readListed(name)).catch(() => undefined);
  return {
    upload: async (wish) => {
      try {
        return await put(wish);
      } catch (error) {
        const id = await found(wish.name);
        if (id === undefined) throw notTaken(error);
        return id;
      }
    },
  };
}

/** The service names its fields in one of two ways. */
function field<T>(read: Reader<T>, ...names: readonly string[]): Reader<T> {
  return (value, at) => {
    const name = typeof value === 'object' && value !== null ? names.find((each) => Reflect.has(value, each)) : undefined;
    if (name === undefined || typeof value !== 'object' || value === null) throw new Misshapen(at, `an answer with ${names[0]}`);
    return read(Reflect.get(value, name), name);
  };
}

const readUrl = field(text, 'signed_upload_url', 'signedUploadUrl');
const readId = field(bigId, 'artifact_id', 'artifactId');
const readListedId = field(bigId, 'database_id', 'databaseId');

function readListed(name: string): Reader<number | undefined> {
  return (value, at) => {
    const { artifacts } = shaped({ artifacts: orNull(listOf(anything)) })(value, at);
    const own = (artifacts ?? []).find((each) => field(text, 'name')(each, 'artifacts') === name);
    return own === undefined ? undefined : readListedId(own, 'artifacts');
  };
}

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

function notTaken(error: unknown): ProblemError {
  return new ProblemError({
    code: 'action.upload',
    message: `the evidence could not be uploaded: ${messageOf(error)}`,
    remedy: 'Run the job again. Where artifacts are not to be had, set upload: false and bring evidence.json there yourself.',
  });
}
