import { createFaults, type Faults } from './faults/faults.ts';
import { createRouter } from './rest/router.ts';
import { routes } from './rest/routes.ts';
import { createLimits, type LimitRules, limitsOfGitHub } from './server/limits.ts';
import { listen } from './server/listen.ts';
import { type Entry, respond, type Site } from './server/respond.ts';
import type { Clock } from './state/clock.ts';
import { createWorld, type World } from './state/world.ts';
import { openDescriptions } from './validate/descriptions.ts';

export interface SandboxOptions {
  readonly seed?: number;
  readonly clock?: Clock;
  readonly port?: number;
  /** What GitHub limits, unless said otherwise. */
  readonly limits?: Partial<LimitRules>;
  /** Holds requests and answers against GitHub's descriptions; on unless said otherwise. */
  readonly validate?: boolean;
  readonly pages?: Site['pages'];
}

export interface Sandbox {
  readonly url: string;
  readonly world: World;
  readonly faults: Faults;
  /** What it was asked, in order; the oldest are forgotten. */
  readonly journal: readonly Entry[];
  /** Where the sandbox itself broke GitHub's descriptions: empty, or a defect. */
  readonly breaches: readonly string[];
  readonly close: () => Promise<void>;
}

/** A GitHub on this machine, empty. Fill it by its API, or by the acts in `state/`. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { seed, clock, port, limits: own, validate = true, pages } = options;
  const world = createWorld({ ...(seed !== undefined && { seed }), ...(clock && { clock }) });
  const limits = createLimits({ ...limitsOfGitHub, ...own }, world.clock.now);
  const faults = createFaults(world);
  const site: Site = {
    world,
    router: createRouter(routes),
    faults,
    limits,
    ...(validate && { descriptions: openDescriptions() }),
    ...(pages && { pages }),
    breaches: [],
    journal: [],
  };
  const door = await listen({ answer: (request) => respond(site, request), ...(port !== undefined && { port }) });
  world.origin = door.origin;
  return { url: door.origin, world, faults, journal: site.journal, breaches: site.breaches, close: door.close };
}
