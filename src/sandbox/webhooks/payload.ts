import { diffTrees } from '../git/diff.ts';
import { commitsBetween } from '../git/history.ts';
import type { Sha } from '../git/object.ts';
import { commitOf, peel } from '../git/store.ts';
import { viewCheckRun, viewCheckSuite, viewStatus } from '../shown/checks.ts';
import { viewDeployment, viewDeploymentStatus } from '../shown/deployments.ts';
import { viewCommit, viewSimpleCommit } from '../shown/git.ts';
import { viewGroup } from '../shown/groups.ts';
import { viewComment, viewIssue, viewLabel } from '../shown/issues.ts';
import { viewAccount, viewInstallation, viewOrganizationSimple, viewTeam } from '../shown/people.ts';
import { viewPull, viewReview } from '../shown/pulls.ts';
import { viewRelease } from '../shown/releases.ts';
import { viewRepository } from '../shown/repository.ts';
import { viewRuleset } from '../shown/rulesets.ts';
import { viewJob, viewRun, viewWorkflow } from '../shown/runs.ts';
import { apiOf, pageOf } from '../shown/urls.ts';
import type { About, Change } from '../state/change.ts';
import type { Repo, Status } from '../state/model.ts';
import { nodeId } from '../state/node-id.ts';
import { fullName, signatureOf } from '../state/repositories.ts';
import type { Account, Installation } from '../state/who.ts';
import type { World } from '../state/world.ts';

type Views = { readonly [Name in keyof Required<About>]: (world: World, thing: NonNullable<About[Name]>) => unknown };

/** How each thing stands in a payload, under its own name. */
const views: Omit<Views, 'push' | 'status' | 'merge_group'> = {
  issue: viewIssue,
  comment: viewComment,
  pull_request: (world, issue) => viewPull(world, issue),
  review: (world, review) => {
    const { state, ...rest } = viewReview(world, review);
    return { ...rest, state: state.toLowerCase() };
  },
  label: viewLabel,
  check_run: (world, run) => {
    const { suite } = run;
    const { latest_check_runs_count: _count, repository: _repository, ...rest } = viewCheckSuite(world, suite);
    return { ...viewCheckRun(world, run), check_suite: rest, ...(run.actions.length > 0 && { actions: run.actions }) };
  },
  check_suite: (world, suite) => {
    const { repository: _repository, ...rest } = viewCheckSuite(world, suite);
    return rest;
  },
  repository_ruleset: viewRuleset,
  release: viewRelease,
  deployment: viewDeployment,
  deployment_status: viewDeploymentStatus,
  pull_requests: (world, issues) => issues.map((issue) => viewPull(world, issue)),
  workflow: viewWorkflow,
  workflow_run: (world, run) => viewRun(world, run),
  workflow_job: viewJob,
  member: viewAccount,
  team: viewTeam,
  requested_reviewer: viewAccount,
  repositories: (_, repos) => repos.map(viewInstalled),
  repositories_added: (_, repos) => repos.map(viewInstalled),
  repositories_removed: (_, repos) => repos.map(viewInstalled),
};

function viewInstalled(repo: Repo) {
  return { id: repo.id, node_id: nodeId('R', repo.id), name: repo.name, full_name: fullName(repo), private: repo.private };
}

/** What happened, as everybody who hears of it is told. */
export function eventOf(world: World, change: Change): object {
  const { event, action, repo, sender, about, raw } = change;
  const organization = change.organization ?? (repo && world.organizations.get(repo.owner.id));
  const named = Object.entries(about).flatMap(([name, thing]) => viewNamed(world, name, thing));
  return {
    ...(action !== undefined && { action }),
    ...(event === 'pull_request' && about.pull_request && { number: about.pull_request.number }),
    ...Object.fromEntries(named),
    ...(about.push && repo && viewPush(world, repo, { ...about.push, sender })),
    ...(about.merge_group && repo && { merge_group: viewGroup(repo, about.merge_group) }),
    ...(about.status && viewStatusEvent(world, about.status)),
    ...((event === 'create' || event === 'delete') && repo && viewReference(repo, event)),
    ...raw,
    ...(repo && { repository: event === 'push' ? viewPushed(world, repo) : viewRepository(world, repo) }),
    ...(organization && !isOfInstallation(change) && { organization: viewOrganizationSimple(world, organization) }),
    sender: viewAccount(world, sender),
  };
}

/** What an App is sent. It is made when the thing happens and not looked at again. */
export function payloadOf(world: World, change: Change, installation: Installation): object {
  const ofInstallation = isOfInstallation(change);
  return {
    ...eventOf(world, change),
    installation: ofInstallation
      ? viewInstallation(world, installation)
      : { id: installation.id, node_id: nodeId('MDI', installation.id) },
    ...(ofInstallation && { requester: null }),
  };
}

function isOfInstallation({ event }: Change): boolean {
  return event === 'installation' || event === 'installation_repositories';
}

function viewNamed(world: World, name: string, thing: unknown): [string, unknown][] {
  if (!(name in views) || thing === undefined) return [];
  // The names of `About` and of `views` are one list, so what stands under a name is what its view takes.
  // oxlint-disable-next-line no-unsafe-type-assertion
  const view = views[name as keyof typeof views] as (world: World, thing: unknown) => unknown;
  return [[name, view(world, thing)]];
}

function viewReference(repo: Repo, event: 'create' | 'delete') {
  return { pusher_type: 'user', ...(event === 'create' && { master_branch: repo.defaultBranch, description: repo.description }) };
}

/** A push tells of its repository in numbers where others tell in words. */
function viewPushed(world: World, repo: Repo) {
  const seconds = (ms: number) => Math.floor(ms / 1000);
  const more = { stargazers: 0, master_branch: repo.defaultBranch };
  return { ...viewRepository(world, repo), created_at: seconds(repo.createdAt), pushed_at: seconds(repo.pushedAt), ...more };
}

interface Pushed {
  readonly ref: string;
  readonly before: Sha;
  readonly after: Sha;
  readonly forced: boolean;
  readonly sender: Account;
}

const nothing = /^0+$/;

function viewPush(world: World, repo: Repo, { ref, before, after, forced, sender }: Pushed) {
  const [created, deleted] = [nothing.test(before), nothing.test(after)];
  const head = deleted ? undefined : peel(repo.store, after);
  const base = created ? (repo.refs.get(`refs/heads/${repo.defaultBranch}`) ?? undefined) : peel(repo.store, before);
  const shas = head === undefined ? [] : commitsBetween(repo.store, base === head ? undefined : base, head).slice(-2048);
  const { name, email } = signatureOf(world, sender);
  return {
    ref,
    before,
    after,
    created,
    deleted,
    forced,
    base_ref: null,
    compare: `${pageOf(world, repo)}/compare/${before.slice(0, 12)}...${after.slice(0, 12)}`,
    commits: created && base === head ? [] : shas.map((sha) => viewPushedCommit(world, repo, sha)),
    head_commit: head === undefined ? null : viewPushedCommit(world, repo, head),
    pusher: { name, email },
  };
}

function viewPushedCommit(world: World, repo: Repo, sha: Sha) {
  const { parents, tree } = commitOf(repo.store, sha);
  const [parent] = parents.map((each) => commitOf(repo.store, each).tree);
  const changes = diffTrees(repo.store, parent ?? null, tree);
  const paths = (status: string) => changes.filter((change) => change.status === status).map(({ path }) => path);
  const url = `${pageOf(world, repo)}/commit/${sha}`;
  return {
    ...viewSimpleCommit(repo, sha),
    url,
    distinct: true,
    added: paths('added'),
    removed: paths('removed'),
    modified: paths('modified'),
  };
}

function viewStatusEvent(world: World, status: Status) {
  const { repo, sha } = status;
  const { creator: _creator, url: _url, node_id: _node, ...rest } = viewStatus(world, status);
  const branches = [...repo.refs].filter(([ref, tip]) => ref.startsWith('refs/heads/') && tip === sha);
  return {
    ...rest,
    sha,
    name: fullName(repo),
    commit: viewCommit(world, repo, sha),
    branches: branches.map(([ref]) => ({
      name: ref.slice('refs/heads/'.length),
      commit: { sha, url: `${apiOf(world, repo)}/commits/${sha}` },
      protected: false,
    })),
  };
}
