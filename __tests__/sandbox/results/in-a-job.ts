import { requestAddress } from '../../../src/sandbox/results/identity.ts';
import { grantJob, type JobFacts } from '../../../src/sandbox/state/job-grants.ts';
import { type RunWish, startJob, startRun } from '../../../src/sandbox/state/runs.ts';
import { openTown } from '../open-town.ts';

export const facts: JobFacts = {
  ref: 'refs/pull/1/merge',
  sha: 'a'.repeat(40),
  headRef: 'release',
  baseRef: 'main',
  workflowRef: 'acme/shop/.github/workflows/ci.yml@refs/pull/1/merge',
  workflowSha: 'a'.repeat(40),
  jobWorkflowRef: 'acme/shop/.github/workflows/ci.yml@refs/pull/1/merge',
  jobWorkflowSha: 'a'.repeat(40),
};

/** A job that is at it, and the requests that its actions send. */
export async function inAJob({ mayIdentify = false, ...wish }: Partial<RunWish> & { mayIdentify?: boolean } = {}) {
  const town = await openTown();
  const { world, repo } = town;
  const path = '.github/workflows/ci.yml';
  const run = startRun(world, repo, {
    event: 'pull_request',
    actor: town.person('wil'),
    path,
    jobs: [{ name: 'test' }],
    ...wish,
  });
  const [job] = run.attempts[0]?.jobs ?? [];
  if (!job) throw new Error('It has a job.');
  startJob(world, job);
  const { token, grant } = grantJob(world, job, { facts, mayIdentify });
  const ids = { workflow_run_backend_id: grant.backend.run, workflow_job_run_backend_id: grant.backend.job };
  const twirp = async (method: string, body: object, auth = token) => {
    const response = await fetch(`${town.sandbox.url}/twirp/github.actions.results.api.v1.ArtifactService/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${auth}` },
      body: JSON.stringify({ ...ids, ...body }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, never> };
  };
  const put = (url: string, body: string | Buffer, headers: Record<string, string> = {}) =>
    fetch(url, { method: 'PUT', body: typeof body === 'string' ? body : new Uint8Array(body), headers });
  const ask = (audience: string, auth = token) =>
    fetch(`${requestAddress(world, job.id)}&audience=${encodeURIComponent(audience)}`, {
      headers: { authorization: `bearer ${auth}` },
    });
  return { ...town, run, job, token, grant, ids, twirp, put, ask };
}
