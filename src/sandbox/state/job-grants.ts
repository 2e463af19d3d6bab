import { createHmac } from 'node:crypto';
import { attemptOf } from './runs.ts';
import type { Attempt, Job, WorkflowRun } from './ship.ts';
import type { World } from './world.ts';

/** What the services behind a run know of one of its jobs. */
export interface JobGrant {
  readonly job: Job;
  readonly attempt: Attempt;
  /** How these services name the run and the job. */
  readonly backend: { readonly run: string; readonly job: string };
  readonly facts: JobFacts;
  /** Whether it may ask for a token that says who it is. */
  readonly mayIdentify: boolean;
}

/** What a job runs on, as GitHub itself knows it. References are written in full. */
export interface JobFacts {
  readonly ref: string;
  readonly sha: string;
  readonly headRef: string;
  readonly baseRef: string;
  /** `owner/name/path@ref`. */
  readonly workflowRef: string;
  readonly workflowSha: string;
  /** Of the file that the job stands in: another one where the workflow calls it. */
  readonly jobWorkflowRef: string;
  readonly jobWorkflowSha: string;
}

interface Grants {
  readonly secret: string;
  readonly tokens: Map<string, JobGrant>;
  readonly runs: WeakMap<WorkflowRun, string>;
}

const known = new WeakMap<World, Grants>();

function grantsIn(world: World): Grants {
  const found = known.get(world);
  if (found) return found;
  const none: Grants = { secret: world.random.hex(64), tokens: new Map(), runs: new WeakMap() };
  known.set(world, none);
  return none;
}

export function backendOf(world: World, run: WorkflowRun): string {
  const { runs } = grantsIn(world);
  const id = runs.get(run) ?? world.random.uuid();
  runs.set(run, id);
  return id;
}

const hours = 6 * 3600;

/** A token for the services behind a run: for one job of one attempt, and worth nothing once that is over. */
export function grantJob(
  world: World,
  job: Job,
  { facts, mayIdentify = false }: { readonly facts: JobFacts; readonly mayIdentify?: boolean },
): { readonly token: string; readonly grant: JobGrant } {
  const grants = grantsIn(world);
  const backend = { run: backendOf(world, job.run), job: world.random.uuid() };
  const grant: JobGrant = { job, attempt: attemptOf(job.run), backend, facts, mayIdentify };
  const now = Math.floor(world.clock.now() / 1000);
  const scp = `Actions.GenericRead:${backend.run} Actions.Results:${backend.run}:${backend.job}`;
  const claims = { scp, run_id: String(job.run.id), nbf: now - 300, exp: now + hours, iat: now, jti: world.random.uuid() };
  const signed = [{ alg: 'HS256', typ: 'JWT' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
  const token = [...signed, createHmac('sha256', grants.secret).update(signed.join('.')).digest('base64url')].join('.');
  grants.tokens.set(token, grant);
  return { token, grant };
}

/** Nothing for what was never given out, and for what is over. */
export function jobBehind(world: World, authorization: string | undefined): JobGrant | undefined {
  const token = /^Bearer (?<token>\S+)$/i.exec(authorization ?? '')?.groups?.['token'];
  const grants = grantsIn(world);
  const grant = token === undefined ? undefined : grants.tokens.get(token);
  if (token === undefined || grant === undefined) return undefined;
  const { job, attempt } = grant;
  if (job.status !== 'completed' && attempt.status !== 'completed' && attemptOf(job.run) === attempt) return grant;
  grants.tokens.delete(token);
  return undefined;
}
