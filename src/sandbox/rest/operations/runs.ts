import { viewJob, viewRun, viewWorkflow } from '../../shown/runs.ts';
import { cancelRun, rerun } from '../../state/reruns.ts';
import { attemptOf } from '../../state/runs.ts';
import type { Attempt, Job, Workflow, WorkflowRun } from '../../state/ship.ts';
import { shippedFrom } from '../../state/shipped.ts';
import { found, runWith } from '../find.ts';
import { page } from '../pages.ts';
import { ok, onRepo, type RepoCall, type Route } from '../route.ts';

function attemptIn(call: RepoCall): Attempt {
  const number = Number(call.param('attempt_number'));
  return found(runWith(call).attempts.find((attempt) => attempt.number === number));
}

function jobOf({ repo, param, world }: RepoCall): Job {
  const check = world.runs.get(Number(param('job_id')));
  const run = [...shippedFrom(repo).workflowRuns.values()].find(({ suite }) => suite === check?.suite);
  return found(run && allJobs(run).find((job) => job.check === check));
}

/** By its number, or by the name of its file. */
function workflowOf({ repo, param }: RepoCall): Workflow {
  const named = param('workflow_id');
  return found(
    [...shippedFrom(repo).workflows.values()].find(({ id, path }) => String(id) === named || path.split('/').at(-1) === named),
  );
}

/** A job that was kept stands in two attempts, and is one. */
function allJobs(run: WorkflowRun): Job[] {
  return [...new Set(run.attempts.flatMap(({ jobs }) => jobs))];
}

/** One day or instant, `>=` or `<=` of one, or two with `..` between them; a star is no end. */
export function within(created: string | null, at: number): boolean {
  if (created === null) return true;
  const { op = '', from = '', to } = /^(?<op>[<>]=?)?(?<from>[^.]+)(?:\.\.(?<to>.+))?$/.exec(created)?.groups ?? {};
  const first = (text: string) => (text === '*' ? Number.NEGATIVE_INFINITY : Date.parse(text));
  const last = (text: string) => {
    if (text === '*') return Number.POSITIVE_INFINITY;
    return Date.parse(text) + (/^\d{4}-\d\d-\d\d$/.test(text) ? 24 * 3_600_000 : 1000) - 1;
  };
  if (op === '>') return at > last(from);
  if (op === '<') return at < first(from);
  if (op === '>=') return at >= first(from);
  if (op === '<=') return at <= last(from);
  return at >= first(from) && at <= last(to ?? from);
}

function listRuns(call: RepoCall, runs: Iterable<WorkflowRun>) {
  const { query } = call;
  const [actor, branch, event] = [query.get('actor'), query.get('branch'), query.get('event')];
  const [status, sha, suite] = [query.get('status'), query.get('head_sha'), query.get('check_suite_id')];
  const isAt = (run: WorkflowRun) => [attemptOf(run).status, attemptOf(run).conclusion].some((each) => each === status);
  const items = [...runs]
    .filter((run) => actor === null || run.actor.login === actor)
    .filter((run) => branch === null || run.headBranch === branch)
    .filter((run) => event === null || run.event === event)
    .filter((run) => status === null || isAt(run))
    .filter((run) => sha === null || run.headSha === sha)
    .filter((run) => suite === null || run.suite.id === Number(suite))
    .filter((run) => within(query.get('created'), run.createdAt))
    .toReversed();
  return page(call, { items, view: (run) => viewOf(call, run), under: 'workflow_runs' });
}

function viewOf({ query, world }: RepoCall, run: WorkflowRun, attempt?: Attempt) {
  const view = viewRun(world, run, attempt);
  return query.get('exclude_pull_requests') === 'true' ? { ...view, pull_requests: [] } : view;
}

function listJobs(call: RepoCall, jobs: readonly Job[]) {
  return page(call, { items: jobs, view: (job) => viewJob(call.world, job), under: 'jobs' });
}

const reads = { app: ['actions:read'], role: 'read' } as const;
const writes = { app: ['actions:write'], role: 'write' } as const;
const at = '/repos/{owner}/{repo}/actions';
const run = `${at}/runs/{run_id}`;
const asked = { status: 201, body: {} };

export const runRoutes: readonly Route[] = [
  onRepo(`GET ${at}/workflows`, reads, (call) => {
    const items = [...shippedFrom(call.repo).workflows.values()];
    return page(call, { items, view: (workflow) => viewWorkflow(call.world, workflow), under: 'workflows' });
  }),
  onRepo(`GET ${at}/workflows/{workflow_id}`, reads, (call) => ok(viewWorkflow(call.world, workflowOf(call)))),
  onRepo(`GET ${at}/workflows/{workflow_id}/runs`, reads, (call) => {
    const of = workflowOf(call);
    const runs = [...shippedFrom(call.repo).workflowRuns.values()].filter(({ workflow }) => workflow === of);
    return listRuns(call, runs);
  }),
  onRepo(`GET ${at}/runs`, reads, (call) => listRuns(call, shippedFrom(call.repo).workflowRuns.values())),
  onRepo(`GET ${run}`, reads, (call) => ok(viewOf(call, runWith(call)))),
  onRepo(`GET ${run}/attempts/{attempt_number}`, reads, (call) => ok(viewOf(call, runWith(call), attemptIn(call)))),
  onRepo(`GET ${run}/attempts/{attempt_number}/jobs`, reads, (call) => listJobs(call, attemptIn(call).jobs)),
  onRepo(`GET ${run}/jobs`, reads, (call) => {
    const of = runWith(call);
    return listJobs(call, call.query.get('filter') === 'all' ? allJobs(of) : attemptOf(of).jobs);
  }),
  onRepo(`GET ${at}/jobs/{job_id}`, reads, (call) => ok(viewJob(call.world, jobOf(call)))),
  onRepo(`POST ${at}/jobs/{job_id}/rerun`, writes, (call) => {
    const job = jobOf(call);
    rerun(call.world, job.run, { by: call.account, jobs: [job] });
    return asked;
  }),
  onRepo(`POST ${run}/rerun`, writes, (call) => {
    rerun(call.world, runWith(call), { by: call.account });
    return asked;
  }),
  onRepo(`POST ${run}/rerun-failed-jobs`, writes, (call) => {
    rerun(call.world, runWith(call), { by: call.account, jobs: 'failed' });
    return asked;
  }),
  onRepo(`POST ${run}/cancel`, writes, (call) => {
    cancelRun(call.world, runWith(call));
    return { status: 202, body: {} };
  }),
];
