// What expressions may speak of, where they stand.
import type { Execution, JobWork, Level } from './execution.ts';
import { asValue, type Context, type Scope, type Status, type Value } from './expression/values.ts';
import { githubValues, serverUrl } from './github-values.ts';
import type { Texts } from './shape.ts';

/** Around jobs, before any of them has a machine. */
export function outerScope(
  execution: Execution,
  level: Level,
  more: { readonly status: Status; readonly needs: Context },
): Scope {
  const { status, needs } = more;
  return {
    status,
    contexts: {
      github: githubContext(execution),
      inputs: level.inputs,
      vars: { ...execution.options.vars },
      needs,
    },
  };
}

function githubContext(execution: Execution): Context {
  const { repo, occasion, world } = execution;
  return {
    ...githubValues(execution),
    repositoryUrl: `git://${serverUrl(world).replace(/^https?:\/\//, '')}/${repo.owner.login}/${repo.name}.git`,
    event: asValue(occasion.payload),
  };
}

/** Inside of a job. */
export function jobScope(work: JobWork, more: { readonly env?: Texts; readonly github?: Texts } = {}): Scope {
  const { execution, level, machine, matrix, needs, strategy, status } = work;
  const contexts: { [name: string]: Value } = {
    github: {
      ...githubContext(execution),
      ...githubOfJob(work),
      ...more.github,
      token: work.tokens.api,
    },
    env: { ...envOf(work), ...more.env },
    vars: { ...execution.options.vars },
    job: { status },
    steps: Object.fromEntries(work.steps),
    runner: runnerContext(work),
    secrets: { ...level.secrets, GITHUB_TOKEN: work.tokens.api },
    strategy,
    matrix,
    needs,
    inputs: level.inputs,
  };
  const state = { succeeded: status === 'success', failed: status === 'failure', cancelled: status === 'cancelled' };
  return { contexts, status: state, workspace: machine.workspace };
}

export function githubOfJob({ plan, machine }: JobWork): Texts {
  return { job: plan.id, workspace: machine.workspace, event_path: `${machine.temp}/_github_workflow/event.json` };
}

/** Of the workflow, of the job, and what steps left: the last wins. */
export function envOf({ env }: JobWork): Texts {
  return Object.fromEntries(env);
}

function runnerContext({ machine }: JobWork): Context {
  return Object.fromEntries(
    Object.entries(machine.env)
      .filter(([name]) => name.startsWith('RUNNER_'))
      .map(([name, value]) => [name.slice('RUNNER_'.length).toLowerCase(), value]),
  );
}
