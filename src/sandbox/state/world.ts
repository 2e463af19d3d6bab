import type { Change } from './change.ts';
import { type Clock, createClock } from './clock.ts';
import type { Delivery } from './delivery.ts';
import type { CheckRun, CheckSuite, Comment, Issue, Repo } from './model.ts';
import { createRandom, type Random } from './random.ts';
import type { Artifact } from './ship.ts';
import type { Account, App, Grant, Installation, Organization, Team } from './who.ts';

/** All of it. Every id is given out once, whatever it names, so that no two can be mistaken for each other. */
export interface World {
  readonly clock: Clock;
  readonly random: Random;
  readonly nextId: () => number;
  /** Where it is served, without a slash at the end. */
  origin: string;
  readonly accounts: Map<number, Account>;
  /** By login in lower case. */
  readonly logins: Map<string, Account>;
  readonly organizations: Map<number, Organization>;
  readonly teams: Map<number, Team>;
  readonly apps: Map<number, App>;
  readonly installations: Map<number, Installation>;
  readonly grants: Map<string, Grant>;
  readonly repos: Map<number, Repo>;
  /** By full name in lower case, former names too. */
  readonly names: Map<string, Repo>;
  readonly issues: Map<number, Issue>;
  readonly comments: Map<number, Comment>;
  readonly suites: Map<number, CheckSuite>;
  readonly runs: Map<number, CheckRun>;
  /** Every attempt, by id, the newest last. */
  readonly deliveries: Map<number, Delivery>;
  /** What addresses of files outside of the API lead to, while they hold. */
  readonly downloads: Map<string, { readonly artifact: Artifact; readonly expiresAt: number }>;
  readonly listeners: ((change: Change) => void)[];
  /** Who sends a delivery once more. */
  readonly redelivering: ((delivery: Delivery) => void)[];
}

export interface WorldOptions {
  readonly seed?: number;
  readonly clock?: Clock;
}

/** GitHub itself gave it to the App of its workflows; nothing else gets it. */
export const actionsId = 15368;

export function createWorld({ seed = 1, clock = createClock() }: WorldOptions = {}): World {
  let last = 1000;
  return {
    clock,
    random: createRandom(seed),
    nextId: () => (last += last + 1 === actionsId ? 2 : 1),
    origin: 'http://localhost',
    accounts: new Map(),
    logins: new Map(),
    organizations: new Map(),
    teams: new Map(),
    apps: new Map(),
    installations: new Map(),
    grants: new Map(),
    repos: new Map(),
    names: new Map(),
    issues: new Map(),
    comments: new Map(),
    suites: new Map(),
    runs: new Map(),
    deliveries: new Map(),
    downloads: new Map(),
    listeners: [],
    redelivering: [],
  };
}

/** Tells everyone who listens; whatever happened is in the state by now. */
export function happened(world: World, change: Change): void {
  for (const listener of world.listeners) listener(change);
}
