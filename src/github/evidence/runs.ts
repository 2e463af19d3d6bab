import { PlatformError } from '../../reconcile/ports/faults.ts';
import type { Place } from '../../reconcile/ports/place.ts';
import type { Attempt, ListedArtifact, Runs, WorkflowRun } from '../../reconcile/ports/runs.ts';
import { allPages } from '../client/pages.ts';
import { bigId, flag, listOf, mapped, moment, oid, orNull, shaped, text, whole } from '../client/shape.ts';
import { askRepo, type Link, ofRepo } from '../link.ts';
import { fetchArtifact } from './artifact.ts';
import { issuerFor } from './issuer.ts';
import { createKeySet } from './key-set.ts';
import { vouchedBy } from './token.ts';

const readRun = mapped(
  shaped({
    id: bigId,
    run_attempt: orNull(whole),
    event: text,
    head_sha: oid,
    path: text,
    status: orNull(text),
    run_started_at: orNull(moment),
    created_at: moment,
    updated_at: moment,
    repository: shaped({ id: bigId }),
    head_branch: orNull(text),
    head_repository: orNull(shaped({ id: bigId, owner: shaped({ login: text }) })),
    pull_requests: orNull(listOf(shaped({ number: whole, base: shaped({ repo: shaped({ id: bigId }) }) }))),
  }),
  ({ id, run_attempt: attempt, event, head_sha: head, status, repository, pull_requests: pulls, ...run }): WorkflowRun => ({
    id,
    attempt: attempt ?? 1,
    event,
    head,
    ...pathOf(run.path),
    status: status === 'completed' ? 'completed' : 'running',
    createdAt: run.created_at,
    startedAt: run.run_started_at ?? run.created_at,
    updatedAt: run.updated_at,
    repoId: repository.id,
    from: fromOf(run),
    pulls: (pulls ?? []).filter(({ base }) => base.repo.id === repository.id).map(({ number }) => number),
  }),
);

interface Head {
  readonly head_branch: string | null;
  readonly head_repository: { readonly id: number; readonly owner: { readonly login: string } } | null;
}

function fromOf({ head_branch: branch, head_repository: repository }: Head): WorkflowRun['from'] {
  return repository && branch ? { repoId: repository.id, owner: repository.owner.login, branch } : null;
}

/** `.github/workflows/ci.yml`, with `owner/name/` before it where it is of another repository, and perhaps `@ref` behind it. */
export function pathOf(given: string): Pick<WorkflowRun, 'path' | 'source'> {
  const named = given.replace(/@[^@]*$/, '');
  const { source, path } = /^(?:(?<source>[^/]+\/[^/]+)\/)?(?<path>\.github\/.*)$/s.exec(named)?.groups ?? {};
  return { path: path ?? named, source: source ?? null };
}

const readJobs = mapped(
  shaped({
    jobs: listOf(
      shaped({
        name: text,
        run_attempt: orNull(whole),
        started_at: orNull(moment),
        completed_at: orNull(moment),
        conclusion: orNull(text),
      }),
    ),
  }),
  ({ jobs }) => jobs,
);

const readArtifacts = mapped(
  shaped({
    artifacts: listOf(
      shaped({
        id: bigId,
        name: text,
        size_in_bytes: whole,
        expired: flag,
        created_at: moment,
        digest: orNull(text),
        workflow_run: orNull(shaped({ id: orNull(bigId) })),
      }),
    ),
  }),
  ({ artifacts }) => artifacts,
);

/** GitHub gives no more than a thousand runs of a commit. */
const mostPages = 10;

export function createRuns(
  link: Link,
  options: { readonly baseUrl: string; readonly issuer?: string },
): Omit<Runs, 'requiredWorkflows'> {
  const { issuer = issuerFor(options.baseUrl) } = options;
  const keys = createKeySet(issuer, link.client.now);
  return {
    workflowRuns: (ask) => workflowRuns(link, ask),
    pullsOf: (ask) => pullsOf(link, ask),
    attempt: (ask) => fetchAttempt(link, ask),
    artifacts: (ask) => listArtifacts(link, ask),
    artifact: (ask) => fetchArtifact(link, ask),
    vouch: (token) => vouchedBy(token, { issuer, keys }),
  };
}

/** A list by commit may lag behind: what is known to be there is asked for by itself. */
async function workflowRuns(
  link: Link,
  { place, sha, known }: Parameters<Runs['workflowRuns']>[0],
): Promise<readonly WorkflowRun[]> {
  const read = mapped(shaped({ workflow_runs: listOf(readRun) }), ({ workflow_runs: runs }) => runs);
  const ask = ofRepo({ place, route: 'GET /actions/runs', parameters: { head_sha: sha }, read });
  const listed = await allPages(link.client, ask, { most: mostPages });
  const missing = known.filter((id) => listed.every((run) => run.id !== id));
  const asked = await Promise.all(missing.map((id) => fetchRun(link, place, id)));
  const all = [...new Map([...listed, ...asked].map((run) => [run.id, run])).values()];
  return all.filter(({ head, repoId }) => head === sha && repoId === place.repoId).toSorted((a, b) => a.id - b.id);
}

function fetchRun(link: Link, place: Place, run: number): Promise<WorkflowRun> {
  return askRepo(link, { place, route: 'GET /actions/runs/{run_id}', parameters: { run_id: run }, read: readRun });
}

const readPulls = listOf(
  shaped({
    number: whole,
    created_at: moment,
    closed_at: orNull(moment),
    head: shaped({ ref: text, repo: orNull(shaped({ id: bigId })) }),
  }),
);

async function pullsOf(link: Link, { place, run }: Parameters<Runs['pullsOf']>[0]): Promise<readonly number[]> {
  const { from, createdAt } = run;
  if (from === null) return [];
  const parameters = { state: 'all', head: `${from.owner}:${from.branch}` };
  const all = await allPages(link.client, ofRepo({ place, route: 'GET /pulls', parameters, read: readPulls }), {
    most: mostPages,
  });
  const own = all.filter(({ head: { ref, repo } }) => ref === from.branch && (repo === null || repo.id === from.repoId));
  const isOpenThen = (each: (typeof own)[number]) =>
    each.created_at <= createdAt && (each.closed_at === null || each.closed_at >= createdAt);
  return own.filter(isOpenThen).map(({ number }) => number);
}

async function fetchAttempt(link: Link, { place, run, number }: Parameters<Runs['attempt']>[0]): Promise<Attempt> {
  const route = 'GET /actions/runs/{run_id}/attempts/{attempt_number}';
  const parameters = { run_id: run, attempt_number: number };
  const of = await askRepo(link, { place, route, parameters, read: readRun });
  const jobs = await allPages(link.client, ofRepo({ place, route: `${route}/jobs`, parameters, read: readJobs }), {
    most: mostPages,
  });
  return {
    number,
    startedAt: of.startedAt,
    jobs: jobs.map(({ name, run_attempt: attempt, started_at: startedAt, completed_at: completedAt, conclusion }) => {
      return { name, attempt: attempt ?? number, startedAt, completedAt, conclusion };
    }),
  };
}

async function listArtifacts(
  link: Link,
  { place, run, prefix }: Parameters<Runs['artifacts']>[0],
): Promise<readonly ListedArtifact[]> {
  const route = 'GET /actions/runs/{run_id}/artifacts';
  const ask = ofRepo({ place, route, parameters: { run_id: run }, read: readArtifacts });
  const all = await allPages(link.client, ask, { most: mostPages });
  if (all.some(({ workflow_run: of }) => of?.id !== undefined && of.id !== null && of.id !== run)) {
    throw new PlatformError(`${route}: artifacts of another run`, { kind: 'unclear', asked: route });
  }
  return all
    .filter(({ name }) => name.startsWith(prefix))
    .map(({ id, name, size_in_bytes: bytes, expired: isExpired, created_at: createdAt, digest }) => {
      return { id, name, bytes, isExpired, createdAt, digest };
    });
}
