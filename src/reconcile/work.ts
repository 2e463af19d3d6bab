import { publishChecks } from './check/publish.ts';
import { collect } from './collect/collect.ts';
import { reconcileGroup } from './group/reconcile-group.ts';
import { LeaseLost, PlatformError } from './ports/faults.ts';
import type { Held } from './ports/store.ts';
import type { TaskKind } from './ports/tasks.ts';
import { reconcilePull } from './pull/reconcile-pull.ts';
import { retryAt } from './rhythm.ts';
import { sweepApp, sweepInstallation } from './sweep/app.ts';
import { sweepHead } from './sweep/head.ts';
import { sweepBranch, sweepRepository } from './sweep/repository.ts';
import type { World } from './world.ts';

export interface WorkOptions {
  /** How many tasks run at once. */
  readonly concurrency?: number;
  /** Which it takes; all when absent. */
  readonly kinds?: readonly TaskKind[];
  /** How many of one installation are at work at once, wherever. */
  readonly mostOfOne?: number;
  readonly onEnd?: (ended: Ended) => void;
}

export interface Ended {
  readonly kind: TaskKind;
  readonly outcome: 'done' | 'failed' | 'lost';
  readonly tookMs: number;
}

const byKind: { readonly [K in TaskKind]: (held: Held, world: World) => Promise<void> } = {
  pull: reconcilePull,
  check: publishChecks,
  group: reconcileGroup,
  branch: sweepBranch,
  collect,
  head: sweepHead,
  repository: sweepRepository,
  installation: sweepInstallation,
  app: sweepApp,
};

/** What waits for whoever answers, out there: it has people of its own, so that it keeps nobody waiting who looks at a pull request. */
export const slowKinds: readonly TaskKind[] = ['collect'];
export const quickKinds = [
  'pull',
  'check',
  'group',
  'branch',
  'head',
  'repository',
  'installation',
  'app',
] as const satisfies readonly TaskKind[];

/** Runs what is due, for as long as there is any, and again whenever something may be. */
export class Work {
  readonly #world: World;
  readonly #options: WorkOptions;
  readonly #running = new Set<Promise<void>>();
  readonly #deaf: () => void;
  #isStopped = false;
  #wasWoken = false;
  #filling: Promise<void> | undefined;

  constructor(world: World, options: WorkOptions = {}) {
    this.#world = world;
    this.#options = options;
    this.#deaf = world.store.tasks.onWanted(() => this.#wake());
    this.#wake();
  }

  /** Takes nothing more on, and resolves once all that was begun has ended. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#deaf();
    await this.#filling;
    await Promise.all(this.#running);
  }

  #wake(): void {
    this.#wasWoken = true;
    this.#filling ??= this.#fill().finally(() => {
      this.#filling = undefined;
      if (this.#wasWoken && !this.#isStopped) this.#wake();
    });
  }

  /** Each claim depends on those before, so that they are made one after the other. */
  async #fill(): Promise<void> {
    const { concurrency = 8 } = this.#options;
    while (this.#wasWoken && !this.#isStopped) {
      this.#wasWoken = false;
      while (this.#running.size < concurrency && !this.#isStopped) {
        // oxlint-disable-next-line no-await-in-loop
        const held = await claim(this.#world, this.#options);
        if (held === undefined) break;
        this.#run(held);
      }
    }
  }

  #run(held: Held): void {
    const run = runTask(held, this.#world, this.#options.onEnd).finally(() => {
      this.#running.delete(run);
      this.#wake();
    });
    this.#running.add(run);
  }
}

/** A store that fails is asked again when it wakes us. */
async function claim(world: World, { kinds, mostOfOne }: WorkOptions): Promise<Held | undefined> {
  try {
    return await world.store.tasks.claim(kinds, mostOfOne);
  } catch (error) {
    world.report({ level: 'warn', event: 'claim.failed', about: 'tasks', because: messageOf(error) });
    return undefined;
  }
}

/** One task from its claim to its end. It never throws: what failed is due again later. */
export async function runTask(held: Held, world: World, onEnd?: WorkOptions['onEnd']): Promise<void> {
  const began = performance.now();
  const outcome = await attempt(held, world);
  onEnd?.({ kind: held.kind, outcome, tookMs: performance.now() - began });
}

async function attempt(held: Held, world: World): Promise<Ended['outcome']> {
  try {
    await byKind[held.kind](held, world);
    return 'done';
  } catch (error) {
    if (error instanceof LeaseLost) return lost(held, world);
    return failed(held, world, error);
  }
}

function lost({ kind, key }: Held, world: World): 'lost' {
  world.report({ level: 'warn', event: 'lease.lost', about: `${kind} ${key}` });
  return 'lost';
}

async function failed(held: Held, world: World, error: unknown): Promise<Ended['outcome']> {
  const because = messageOf(error);
  const isExpected = error instanceof PlatformError;
  world.report({ level: isExpected ? 'warn' : 'alarm', event: 'task.failed', about: `${held.kind} ${held.key}`, because });
  const later = retryAt(world.now(), held.failures, world.rhythm);
  const told = isExpected ? error.fault.retryAt : undefined;
  try {
    await held.failed(because, told !== undefined && told > later ? told : later);
    return 'failed';
  } catch (second) {
    world.report({ level: 'warn', event: 'task.not-returned', about: `${held.kind} ${held.key}`, because: messageOf(second) });
    return 'lost';
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
