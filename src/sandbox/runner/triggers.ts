// Workflows start by themselves when what they wait for happens, as on GitHub.
import type { Change } from '../state/change.ts';
import { noteProblem } from '../state/run-logs.ts';
import { startsWorkflows } from '../state/run-token.ts';
import { finishRun, startRun } from '../state/runs.ts';
import type { World } from '../state/world.ts';
import type { RunnerOptions } from './execution.ts';
import { isWanted } from './filters.ts';
import { sourceAt, workflowsAt } from './load.ts';
import { type Occasion, occasionOf } from './occasion.ts';
import { WorkflowProblem } from './problem.ts';
import type { Runner } from './runner.ts';
import { readWorkflow } from './workflow.ts';

/** What starts workflows; the rest of what happens does not. */
const events = new Set(
  (
    'push pull_request pull_request_target merge_group release deployment deployment_status issue_comment issues ' +
    'pull_request_review workflow_run check_run check_suite create delete'
  ).split(' '),
);

export function startTriggers(world: World, runner: Runner, options: RunnerOptions): { readonly settled: () => Promise<void> } {
  const waiting = new Set<object>();
  world.listeners.push((change) => {
    if (!events.has(change.event) || !change.repo || !startsWorkflows(world, change)) return;
    for (const event of namesOf(change)) {
      const named = { ...change, event };
      // What it is told is what was so when it happened; that it starts is later, when all of it has happened.
      const occasion = occasionOf(world, named);
      if (occasion === undefined || change.about.push?.after === '0'.repeat(40)) continue;
      waiting.add(named);
      setImmediate(() => {
        waiting.delete(named);
        startAll(world, runner, { change: named, occasion, options });
      });
    }
  });
  return {
    settled: async () => {
      do {
        await new Promise<void>((resolve) => setImmediate(resolve));
        await runner.settled();
      } while (waiting.size > 0);
    },
  };
}

function namesOf({ event }: Change): string[] {
  return event === 'pull_request' ? ['pull_request', 'pull_request_target'] : [event];
}

interface Happened {
  readonly change: Change;
  readonly occasion: Occasion;
  readonly options: RunnerOptions;
}

function startAll(world: World, runner: Runner, { change, occasion, options }: Happened): void {
  const { repo } = change;
  if (!repo || !repo.store.commits.has(occasion.sha)) return;
  const place = { repo, ref: occasion.ref, sha: occasion.sha };
  for (const path of workflowsAt(place)) {
    try {
      const workflow = readWorkflow(path, sourceAt(place, path) ?? '');
      if (!isWanted(workflow, { change, occasion })) continue;
      void runner.start({ change, path, options, occasion }).done.catch(() => undefined);
    } catch (error) {
      if (!(error instanceof WorkflowProblem)) throw error;
      // Said once, when it is pushed: what comes of that run must not say it again.
      if (change.event === 'push') refuse(world, { change, occasion, path, message: error.message });
    }
  }
}

interface Refused {
  readonly change: Change;
  readonly occasion: Occasion;
  readonly path: string;
  readonly message: string;
}

/** A file that is no workflow is a run that failed before it began. */
function refuse(world: World, { change, occasion, path, message }: Refused): void {
  const { repo } = change;
  if (!repo) return;
  const { event, actor, runSha: sha, branch, headRepo } = occasion;
  const run = startRun(world, repo, { event, actor, path, title: path, sha, branch, headRepo, jobs: [], held: true });
  noteProblem(run, message);
  finishRun(world, run, 'startup_failure');
}
