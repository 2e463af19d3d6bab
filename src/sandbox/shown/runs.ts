import { createHash } from 'node:crypto';
import { isExpired } from '../state/artifacts.ts';
import { instant, instantOrNull } from '../state/clock.ts';
import { nodeId } from '../state/node-id.ts';
import { attemptOf } from '../state/runs.ts';
import type { Artifact, Attempt, Job, Workflow, WorkflowRun } from '../state/ship.ts';
import type { World } from '../state/world.ts';
import { pullsAt } from './checks.ts';
import { viewSimpleCommit } from './git.ts';
import { viewAccount } from './people.ts';
import { viewMinimalRepository } from './repository.ts';
import { apiOf, pageOf } from './urls.ts';

export function viewWorkflow(world: World, workflow: Workflow) {
  const { repo, id, path, name } = workflow;
  const at = instant(workflow.createdAt);
  return {
    id,
    node_id: nodeId('W', id),
    name,
    path,
    state: 'active',
    created_at: at,
    updated_at: at,
    url: `${apiOf(world, repo)}/actions/workflows/${id}`,
    html_url: `${pageOf(world, repo)}/blob/${repo.defaultBranch}/${path}`,
    badge_url: `${pageOf(world, repo)}/workflows/${encodeURIComponent(name)}/badge.svg`,
  };
}

/** Each part of a run under its own address. */
function urlsOf(world: World, { repo, id, suite, workflow }: WorkflowRun) {
  const api = apiOf(world, repo);
  const url = `${api}/actions/runs/${id}`;
  return {
    url,
    html_url: `${pageOf(world, repo)}/actions/runs/${id}`,
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    check_suite_url: `${api}/check-suites/${suite.id}`,
    workflow_url: `${api}/actions/workflows/${workflow.id}`,
  };
}

/** As it stood in an attempt, the newest unless said otherwise. */
export function viewRun(world: World, run: WorkflowRun, attempt: Attempt = attemptOf(run)) {
  const { repo, headRepo, suite } = run;
  const urls = urlsOf(world, run);
  return {
    id: run.id,
    name: run.name,
    node_id: nodeId('WFR', run.id),
    check_suite_id: suite.id,
    check_suite_node_id: nodeId('CS', suite.id),
    head_branch: run.headBranch,
    head_sha: run.headSha,
    path: run.path,
    display_title: run.title,
    run_number: run.number,
    run_attempt: attempt.number,
    referenced_workflows: run.referenced,
    event: run.event,
    status: attempt.status,
    conclusion: attempt.status === 'completed' ? attempt.conclusion : null,
    workflow_id: run.workflow.id,
    ...urls,
    pull_requests: pullsAt(world, repo, run.headSha),
    created_at: instant(run.createdAt),
    updated_at: instant(run.updatedAt),
    run_started_at: instant(attempt.startedAt),
    actor: viewAccount(world, run.actor),
    triggering_actor: viewAccount(world, attempt.by),
    previous_attempt_url: attempt.number === 1 ? null : `${urls.url}/attempts/${attempt.number - 1}`,
    head_commit: viewSimpleCommit(repo, run.headSha),
    repository: viewMinimalRepository(world, repo),
    head_repository: viewMinimalRepository(world, headRepo),
  };
}

export function viewJob(world: World, job: Job) {
  const { run, id } = job;
  const api = apiOf(world, run.repo);
  const running = job.status !== 'queued' && job.status !== 'waiting';
  const times = { started_at: instant(job.startedAt), completed_at: instantOrNull(job.completedAt) };
  return {
    id,
    run_id: run.id,
    run_url: `${api}/actions/runs/${run.id}`,
    run_attempt: job.attempt,
    node_id: nodeId('CR', id),
    head_sha: run.headSha,
    head_branch: run.headBranch,
    workflow_name: run.workflow.name,
    name: job.name,
    url: `${api}/actions/jobs/${id}`,
    html_url: job.check.detailsUrl ?? `${pageOf(world, run.repo)}/actions/runs/${run.id}`,
    check_run_url: `${api}/check-runs/${id}`,
    status: job.status,
    conclusion: job.conclusion,
    created_at: instant(job.createdAt),
    ...times,
    steps: job.steps.map((step) => ({ ...step, ...times })),
    labels: [...job.labels],
    runner_id: running ? 1 : null,
    runner_name: running ? 'runner' : null,
    runner_group_id: running ? 1 : null,
    runner_group_name: running ? 'Default' : null,
  };
}

export function viewArtifact(world: World, artifact: Artifact) {
  const { id, run, zip } = artifact;
  const url = `${apiOf(world, run.repo)}/actions/artifacts/${id}`;
  return {
    id,
    node_id: nodeId('A', id),
    name: artifact.name,
    size_in_bytes: zip.length,
    url,
    archive_download_url: `${url}/zip`,
    expired: isExpired(world, artifact),
    digest: `sha256:${createHash('sha256').update(zip).digest('hex')}`,
    created_at: instant(artifact.createdAt),
    updated_at: instant(artifact.createdAt),
    expires_at: instant(artifact.expiresAt),
    workflow_run: {
      id: run.id,
      repository_id: run.repo.id,
      head_repository_id: run.headRepo.id,
      ...(run.headBranch !== null && { head_branch: run.headBranch }),
      head_sha: run.headSha,
    },
  };
}
