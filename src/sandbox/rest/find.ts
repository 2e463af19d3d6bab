// What a path names, or GitHub's 404.

import type { Sha } from '../git/object.ts';
import { kindOf, peel } from '../git/store.ts';
import { environmentOf } from '../state/environments.ts';
import { isPull } from '../state/issues.ts';
import type { CheckRun, CheckSuite, Comment, Issue, PullRequest, Repo } from '../state/model.ts';
import { refusal } from '../state/refusal.ts';
import type { Deployment, Environment, Release, WorkflowRun } from '../state/ship.ts';
import { shippedFrom } from '../state/shipped.ts';
import type { Account, Organization, Team } from '../state/who.ts';
import type { World } from '../state/world.ts';
import type { Call, RepoCall } from './route.ts';

export function found<T>(thing: T | undefined | null | false): T {
  if (thing === undefined || thing === null || thing === false) throw refusal('not-found');
  return thing;
}

export function issueOf({ repo, param }: RepoCall): Issue {
  return found(repo.issues.get(Number(param('issue_number') || param('pull_number'))));
}

export function pullOf(call: RepoCall): PullRequest {
  const issue = issueOf(call);
  return found(isPull(issue) && issue);
}

export function commentOf({ world, repo, param }: RepoCall): Comment {
  const comment = world.comments.get(Number(param('comment_id')));
  return found(comment?.issue.repo === repo && comment);
}

export function runOf({ world, repo, param }: RepoCall): CheckRun {
  const run = world.runs.get(Number(param('check_run_id')));
  return found(run?.suite.repo === repo && run);
}

export function suiteById({ world, repo, param }: RepoCall): CheckSuite {
  const suite = world.suites.get(Number(param('check_suite_id')));
  return found(suite?.repo === repo && suite);
}

export function releaseOf({ repo, param }: RepoCall): Release {
  return found(shippedFrom(repo).releases.get(Number(param('release_id'))));
}

export function environmentNamed({ repo, param }: RepoCall): Environment {
  return found(environmentOf(repo, param('environment_name')));
}

export function deploymentOf({ repo, param }: RepoCall): Deployment {
  return found(shippedFrom(repo).deployments.get(Number(param('deployment_id'))));
}

export function runWith({ repo, param }: RepoCall): WorkflowRun {
  return found(shippedFrom(repo).workflowRuns.get(Number(param('run_id'))));
}

export function userOf(world: World, login: string): Account {
  return found(world.logins.get(login.toLowerCase()));
}

export function organizationOf({ world, param }: Call): Organization {
  const account = userOf(world, param('org'));
  return found(world.organizations.get(account.id));
}

export function teamOf(call: Call): Team {
  return found(organizationOf(call).teams.get(call.param('team_slug')));
}

/** A branch, a tag, a full or shortened reference, or an id of a commit, shortened or not. */
export function commitNamed(repo: Repo, name: string): Sha | undefined {
  const refs = [`refs/heads/${name}`, `refs/tags/${name}`, `refs/${name}`, name];
  const ref = refs.map((each) => repo.refs.get(each)).find((sha) => sha !== undefined);
  if (ref !== undefined) return peel(repo.store, ref);
  if (kindOf(repo.store, name) === 'commit') return name;
  if (name === 'HEAD') return repo.refs.get(`refs/heads/${repo.defaultBranch}`);
  if (!/^[0-9a-f]{7,39}$/.test(name)) return undefined;
  return [...repo.store.commits.keys()].find((sha) => sha.startsWith(name));
}
