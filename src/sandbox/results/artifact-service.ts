// What uploads and downloads artifacts from within a run, as GitHub's own client speaks to it.
import { createHash } from 'node:crypto';
import { jsonReply, type Reply } from '../server/outcome.ts';
import { linkTo, type Naming, nameIsFree, removeArtifact, uploadArtifact } from '../state/artifacts.ts';
import type { JobGrant } from '../state/job-grants.ts';
import { Refusal } from '../state/refusal.ts';
import { attemptOf } from '../state/runs.ts';
import type { Artifact, Attempt } from '../state/ship.ts';
import type { World } from '../state/world.ts';
import { addressOfBlob, type Blob, closeBlob, openBlob } from './blobs.ts';

const codes = {
  unauthenticated: 401,
  permission_denied: 403,
  not_found: 404,
  already_exists: 409,
  invalid_argument: 400,
  malformed: 400,
  bad_route: 404,
  failed_precondition: 412,
} as const;

export function failure(code: keyof typeof codes, msg: string): Reply {
  return jsonReply(codes[code], { code, msg });
}

/** A name that was taken, and whose bytes are on their way. */
interface Pending extends Naming {
  readonly blob: Blob;
  readonly job: string;
  readonly mime: string;
  readonly retentionDays: number | undefined;
}

const pendings = new WeakMap<Attempt, Map<string, Pending>>();
/** The job that uploaded it, as this service names it. */
const uploaders = new WeakMap<Artifact, string>();

function pendingIn(attempt: Attempt): Map<string, Pending> {
  const found = pendings.get(attempt) ?? new Map<string, Pending>();
  pendings.set(attempt, found);
  return found;
}

export interface Asked {
  readonly world: World;
  readonly grant: JobGrant;
  /** A field by its name in the protocol; JSON may write it either way, and a number as text. */
  readonly field: (name: string) => string | undefined;
}

export const methods: Readonly<Record<string, (asked: Asked) => Reply>> = {
  CreateArtifact: create,
  FinalizeArtifact: finalize,
  ListArtifacts: list,
  GetSignedArtifactURL: sign,
  DeleteArtifact: remove,
};

const day = 24 * 3_600_000;
const twin = 'an artifact with this name already exists on the workflow run';

function create({ world, grant, field }: Asked): Reply {
  const name = field('name') ?? '';
  const { run } = grant.job;
  const pending = pendingIn(attemptOf(run));
  if (Number(field('version') ?? 0) < 4) return failure('invalid_argument', 'version is not supported');
  if (field('workflow_job_run_backend_id') !== grant.backend.job) return failure('permission_denied', 'not the job of the token');
  if (pending.has(name)) return failure('already_exists', twin);
  const refused = refusalOf(() => nameIsFree(run, { name }));
  if (refused) return refused;
  const ends = field('expires_at');
  const retentionDays = ends === undefined ? undefined : Math.max(1, Math.ceil((Date.parse(ends) - world.clock.now()) / day));
  const blob = openBlob(world);
  pending.set(name, { name, blob, job: grant.backend.job, mime: field('mime_type') ?? 'application/zip', retentionDays });
  return jsonReply(200, { ok: true, signed_upload_url: addressOfBlob(world, blob) });
}

function finalize({ world, grant, field }: Asked): Reply {
  const name = field('name') ?? '';
  const { run } = grant.job;
  const pending = pendingIn(attemptOf(run)).get(name);
  if (pending?.job !== grant.backend.job) return failure('not_found', 'artifact not found');
  const { bytes } = pending.blob;
  if (bytes === null) return failure('failed_precondition', 'nothing was uploaded');
  if (Number(field('size')) !== bytes.length) return failure('invalid_argument', 'size does not match what was uploaded');
  const hash = field('hash');
  if (hash !== undefined && hash !== `sha256:${createHash('sha256').update(bytes).digest('hex')}`)
    return failure('invalid_argument', 'hash does not match what was uploaded');
  const { mime, retentionDays } = pending;
  let artifact: Artifact | undefined;
  const refused = refusalOf(() => {
    artifact = uploadArtifact(world, run, { name, zip: bytes, mime, ...(retentionDays !== undefined && { retentionDays }) });
  });
  if (refused || !artifact) return refused ?? failure('invalid_argument', 'no artifact');
  uploaders.set(artifact, pending.job);
  pendingIn(attemptOf(run)).delete(name);
  closeBlob(world, pending.blob);
  return jsonReply(200, { ok: true, artifact_id: String(artifact.id) });
}

/** A state that refuses says it to this protocol in its own words. */
function refusalOf(act: () => void): Reply | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.message === twin) return failure('already_exists', twin);
    return failure(error.status === 409 ? 'failed_precondition' : 'invalid_argument', error.message);
  }
}

function list({ grant, field }: Asked): Reply {
  const [name, id] = [field('name_filter'), field('id_filter')];
  const found = [...grant.job.run.artifacts.values()]
    .filter((artifact) => name === undefined || artifact.name === name)
    .filter((artifact) => id === undefined || String(artifact.id) === id);
  return jsonReply(200, { artifacts: found.map((artifact) => view(artifact, grant)) });
}

function view(artifact: Artifact, { backend }: JobGrant) {
  const { id, name, zip, createdAt } = artifact;
  return {
    workflow_run_backend_id: backend.run,
    workflow_job_run_backend_id: uploaders.get(artifact) ?? backend.run,
    database_id: String(id),
    name,
    size: String(zip.length),
    created_at: new Date(createdAt).toISOString(),
    digest: `sha256:${createHash('sha256').update(zip).digest('hex')}`,
  };
}

/** The newest of the name, from the job that is named. */
function meant({ grant, field }: Asked): Artifact | undefined {
  const job = field('workflow_job_run_backend_id');
  return [...grant.job.run.artifacts.values()]
    .filter(({ name }) => name === field('name'))
    .findLast((artifact) => (uploaders.get(artifact) ?? grant.backend.run) === job);
}

function sign(asked: Asked): Reply {
  const artifact = meant(asked);
  if (artifact === undefined) return failure('not_found', 'artifact not found');
  let url = '';
  const refused = refusalOf(() => {
    url = linkTo(asked.world, artifact);
  });
  return refused ?? jsonReply(200, { signed_url: url });
}

function remove(asked: Asked): Reply {
  const artifact = meant(asked);
  if (artifact === undefined) return failure('not_found', 'artifact not found');
  removeArtifact(artifact);
  return jsonReply(200, { ok: true, artifact_id: String(artifact.id) });
}
