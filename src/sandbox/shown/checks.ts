import { instant, instantOrNull } from '../state/clock.ts';
import { isPull } from '../state/issues.ts';
import type { CheckRun, CheckSuite, Repo, Status } from '../state/model.ts';
import { nodeId } from '../state/node-id.ts';
import type { World } from '../state/world.ts';
import { viewSimpleCommit } from './git.ts';
import { viewAccount, viewApp } from './people.ts';
import { viewPullMinimal } from './pulls.ts';
import { viewMinimalRepository } from './repository.ts';
import { apiOf, pageOf } from './urls.ts';

/** Open pull requests of this repository's own branches with that head. */
export function pullsAt(world: World, repo: Repo, sha: string) {
  return [...repo.open]
    .filter(isPull)
    .filter(({ pull }) => pull.headSha === sha && pull.head.repo === repo)
    .map((issue) => viewPullMinimal(world, issue));
}

export function viewCheckRun(world: World, run: CheckRun) {
  const { suite, output } = run;
  const { repo } = suite;
  const url = `${apiOf(world, repo)}/check-runs/${run.id}`;
  const page = `${pageOf(world, repo)}/runs/${run.id}`;
  return {
    id: run.id,
    name: run.name,
    node_id: nodeId('CR', run.id),
    head_sha: suite.headSha,
    external_id: run.externalId ?? '',
    url,
    html_url: page,
    details_url: run.detailsUrl ?? `${world.origin}/apps/${suite.app.slug}`,
    status: run.status,
    conclusion: run.conclusion,
    started_at: instantOrNull(run.startedAt),
    completed_at: instantOrNull(run.completedAt),
    output: {
      title: output.title,
      summary: output.summary,
      text: output.text,
      annotations_count: output.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: suite.id },
    app: viewApp(world, suite.app),
    pull_requests: pullsAt(world, repo, suite.headSha),
  };
}

/** `before` and `after` are known to a push only. */
export function viewCheckSuite(world: World, suite: CheckSuite) {
  const { repo } = suite;
  const url = `${apiOf(world, repo)}/check-suites/${suite.id}`;
  return {
    id: suite.id,
    node_id: nodeId('CS', suite.id),
    head_branch: suite.headBranch,
    head_sha: suite.headSha,
    status: suite.status,
    conclusion: suite.conclusion,
    url,
    before: null,
    after: suite.headSha,
    pull_requests: pullsAt(world, repo, suite.headSha),
    app: viewApp(world, suite.app),
    repository: viewMinimalRepository(world, repo),
    created_at: instant(suite.createdAt),
    updated_at: instant(suite.updatedAt),
    head_commit: viewSimpleCommit(repo, suite.headSha),
    latest_check_runs_count: suite.runs.length,
    check_runs_url: `${url}/check-runs`,
    rerequestable: true,
    runs_rerequestable: true,
  };
}

export function viewStatus(world: World, status: Status) {
  const at = instant(status.createdAt);
  return {
    url: `${apiOf(world, status.repo)}/statuses/${status.sha}`,
    avatar_url: `${world.origin}/avatars/${status.creator.login}`,
    id: status.id,
    node_id: nodeId('SC', status.id),
    state: status.state,
    description: status.description,
    target_url: status.targetUrl,
    context: status.context,
    created_at: at,
    updated_at: at,
    creator: viewAccount(world, status.creator),
  };
}
