import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { JobGrant } from '../state/job-grants.ts';
import { fullName } from '../state/repositories.ts';
import type { World } from '../state/world.ts';

export interface SigningKey {
  readonly kid: string;
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

const keysOf = new WeakMap<World, SigningKey[]>();

function newKey(world: World): SigningKey {
  return { kid: world.random.uuid(), ...generateKeyPairSync('rsa', { modulusLength: 2048 }) };
}

/** The newest first: that one signs. Made when somebody asks, for it takes a while. */
export function signingKeys(world: World): readonly SigningKey[] {
  const found = keysOf.get(world);
  if (found) return found;
  const first = [newKey(world)];
  keysOf.set(world, first);
  return first;
}

/** From now on another key signs. The old one is still published, unless it was lost to somebody. */
export function rotateSigningKey(world: World, { lost = false }: { readonly lost?: boolean } = {}): void {
  keysOf.set(world, [newKey(world), ...(lost ? [] : signingKeys(world))]);
}

export function issuerIn({ origin }: World): string {
  return `${origin}/_services/token`;
}

/** Five minutes; it counts from before it was made, for clocks differ. */
const [life, grace] = [300, 600];

/** Who a job is, said by GitHub: in `aud` to whom. */
export function idTokenFor(world: World, grant: JobGrant, audience?: string): string {
  const [key] = signingKeys(world);
  if (key === undefined) throw new Error('There is no key to sign with.');
  const iat = Math.floor(world.clock.now() / 1000);
  const { owner } = grant.job.run.repo;
  const claims = {
    jti: world.random.uuid(),
    sub: subjectOf(grant),
    aud: audience ?? `${world.origin}/${owner.login}`,
    ...claimsOf(grant),
    iss: issuerIn(world),
    nbf: iat - grace,
    exp: iat + life,
    iat,
  };
  return signedBy(key, claims);
}

/** Also for what GitHub would never say: a test forges with it. */
export function signedBy({ kid, privateKey }: SigningKey, claims: object): string {
  const parts = [{ typ: 'JWT', alg: 'RS256', x5t: kid, kid }, claims];
  const body = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${body}.${sign('RSA-SHA256', Buffer.from(body), privateKey).toString('base64url')}`;
}

function subjectOf({ job, facts }: JobGrant): string {
  const name = `repo:${fullName(job.run.repo)}`;
  if (job.environment !== null) return `${name}:environment:${encodeURIComponent(job.environment)}`;
  return job.run.event.startsWith('pull_request') ? `${name}:pull_request` : `${name}:ref:${facts.ref}`;
}

/** Everything is text, numbers too. */
function claimsOf({ job, attempt, facts }: JobGrant): Record<string, string> {
  const { run } = job;
  const { repo } = run;
  return {
    ref: facts.ref,
    sha: facts.sha,
    repository: fullName(repo),
    repository_owner: repo.owner.login,
    repository_owner_id: String(repo.owner.id),
    run_id: String(run.id),
    run_number: String(run.number),
    run_attempt: String(attempt.number),
    repository_visibility: repo.private ? 'private' : 'public',
    repository_id: String(repo.id),
    actor_id: String(run.actor.id),
    actor: run.actor.login,
    workflow: run.workflow.name,
    head_ref: facts.headRef,
    base_ref: facts.baseRef,
    event_name: run.event,
    ref_protected: 'false',
    ref_type: facts.ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    workflow_ref: facts.workflowRef,
    workflow_sha: facts.workflowSha,
    job_workflow_ref: facts.jobWorkflowRef,
    job_workflow_sha: facts.jobWorkflowSha,
    runner_environment: 'github-hosted',
    check_run_id: String(job.check.id),
    ...(job.environment !== null && { environment: job.environment }),
  };
}
