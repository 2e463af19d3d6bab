import { fullName } from '../state/repositories.ts';
import { attemptOf } from '../state/runs.ts';
import type { World } from '../state/world.ts';
import type { Execution } from './execution.ts';
import type { Texts } from './shape.ts';

/** Where people see it. The clients of GitHub know only some hosts; the name leads to this machine. */
export function serverUrl({ origin }: World): string {
  return origin.replace('//127.0.0.1', '//github.localhost');
}

/** What `github.` and `GITHUB_` both know of a run, under the names of the first. */
export function githubValues({ world, repo, run, occasion }: Execution): Texts {
  const { ref, sha } = occasion;
  const attempt = attemptOf(run);
  return {
    actor: run.actor.login,
    actor_id: String(run.actor.id),
    api_url: world.origin,
    base_ref: occasion.baseRef,
    event_name: occasion.event,
    graphql_url: `${world.origin}/graphql`,
    head_ref: occasion.headRef,
    ref,
    ref_name: ref.replace(/^refs\/(?:heads|tags|pull)\//, ''),
    ref_protected: 'false',
    ref_type: ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    repository: fullName(repo),
    repository_id: String(repo.id),
    repository_owner: repo.owner.login,
    repository_owner_id: String(repo.owner.id),
    retention_days: '90',
    run_attempt: String(attempt.number),
    run_id: String(run.id),
    run_number: String(run.number),
    server_url: serverUrl(world),
    sha,
    triggering_actor: attempt.by.login,
    workflow: run.workflow.name,
    // Of the workflow that the run is of, also where it called another.
    workflow_ref: `${fullName(repo)}/${run.workflow.path}@${ref === '' ? sha : ref}`,
    workflow_sha: sha,
  };
}

/** As a program is told. */
export function asEnvironment(values: Texts): Texts {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`GITHUB_${name.toUpperCase()}`, value]));
}
