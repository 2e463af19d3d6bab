import { createFaults, type Faults } from './faults/faults.ts';
import { graphqlRoutes } from './graphql/execute.ts';
import type { Guide } from './page/guide.ts';
import { createPages } from './page/pages.ts';
import { createRouter } from './rest/router.ts';
import { routes } from './rest/routes.ts';
import type { RunnerOptions } from './runner/execution.ts';
import { createRunner, type Executed } from './runner/runner.ts';
import { startTriggers } from './runner/triggers.ts';
import { type Wish, wished } from './runner/wish.ts';
import { createLimits, type LimitRules, limitsOfGitHub } from './server/limits.ts';
import { listen } from './server/listen.ts';
import { type Entry, respond, type Site } from './server/respond.ts';
import type { Clock } from './state/clock.ts';
import type { Repo } from './state/model.ts';
import type { WorkflowRun } from './state/ship.ts';
import { createWorld, type World } from './state/world.ts';
import { type Play, playRun } from './stories/machine.ts';
import { type Person, personIn } from './stories/story.ts';
import { openDescriptions } from './validate/descriptions.ts';
import { type Deliverer, type Shaking, startDelivering } from './webhooks/deliver.ts';

export interface SandboxOptions {
  readonly seed?: number;
  readonly clock?: Clock;
  readonly port?: number;
  /** What GitHub limits, unless said otherwise. */
  readonly limits?: Partial<LimitRules>;
  /** Holds requests and answers against GitHub's descriptions; on unless said otherwise. */
  readonly validate?: boolean;
  /** In place of the pages that come with it. */
  readonly pages?: Site['pages'];
  /** Workflows start by themselves when what they wait for happens; without it only {@link Sandbox.execute} runs any. */
  readonly runWorkflows?: RunnerOptions;
  /** Shown on the first page, above the repositories. */
  readonly guide?: Guide;
  /** What happens to webhooks on their way. */
  readonly webhooks?: { readonly shaking?: Shaking; readonly timeoutMs?: number };
}

export interface Sandbox {
  readonly url: string;
  readonly world: World;
  readonly faults: Faults;
  readonly webhooks: Pick<Deliverer, 'settled' | 'shake'>;
  /** One of the people, for a story: `await sandbox.as('reviewer').tick(pull, 'tls.min-version')`. */
  readonly as: (login: string) => Person;
  /** A run of a workflow from start to end, for a story. */
  readonly run: (repo: Repo, play: Play) => Promise<WorkflowRun>;
  /** Runs the file of a workflow, step by step, on this machine: `await sandbox.execute(repo, { workflow: 'ci.yml', on: 'pull_request', pull })`. */
  readonly execute: (repo: Repo, wish: Wish & RunnerOptions) => Promise<Executed>;
  /** The newest attempt of a run of a workflow, and all of them that are still at it. */
  readonly workflows: { readonly done: (run: WorkflowRun) => Promise<Executed>; readonly settled: () => Promise<void> };
  /** What it was asked, in order; the oldest are forgotten. */
  readonly journal: readonly Entry[];
  /** Where the sandbox itself broke GitHub's descriptions: empty, or a defect. */
  readonly breaches: readonly string[];
  readonly close: () => Promise<void>;
}

/** A GitHub on this machine, empty. Fill it by its API, or by the acts in `state/`. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { seed = 1, clock, port, limits: own, validate = true, pages } = options;
  const world = createWorld({ seed, ...(clock && { clock }) });
  const limits = createLimits({ ...limitsOfGitHub, ...own }, world.clock.now);
  const faults = createFaults(world);
  const descriptions = validate ? openDescriptions() : undefined;
  const journal: Entry[] = [];
  const site: Site = {
    world,
    router: createRouter([...routes, ...graphqlRoutes]),
    faults,
    limits,
    ...(descriptions && { descriptions }),
    pages: pages ?? createPages({ world, journal, guide: options.guide }),
    breaches: [],
    journal,
  };
  const check = (event: string, action: string | undefined, payload: object) => {
    const wrong = descriptions?.payload(event, action)?.(payload) ?? [];
    if (wrong.length > 0) site.breaches.push(`webhook ${event}.${action}: ${wrong.slice(0, 5).join('; ')}`);
  };
  const deliverer = startDelivering(world, { seed, ...options.webhooks, check });
  const door = await listen({ answer: (request) => respond(site, request), ...(port !== undefined && { port }) });
  world.origin = door.origin;
  const runner = createRunner(world);
  const triggers = options.runWorkflows && startTriggers(world, runner, options.runWorkflows);
  return {
    url: door.origin,
    world,
    faults,
    webhooks: deliverer,
    as: (login) => personIn({ world, settled: deliverer.settled }, login),
    run: (repo, play) => playRun({ world, settled: deliverer.settled }, repo, play),
    execute: async (repo, wish) => {
      const executed = await runner.start({ ...wished(world, repo, wish), options: wish }).done;
      await deliverer.settled();
      return executed;
    },
    workflows: { done: runner.done, settled: triggers?.settled ?? runner.settled },
    journal,
    breaches: site.breaches,
    close: async () => {
      await runner.close();
      deliverer.stop();
      await door.close();
    },
  };
}
