import { setTimeout as sleep } from 'node:timers/promises';
import type { Change } from '../state/change.ts';
import type { Delivery } from '../state/delivery.ts';
import { createRandom } from '../state/random.ts';
import type { App, Installation } from '../state/who.ts';
import type { World } from '../state/world.ts';
import { hearers } from './events.ts';
import { payloadOf } from './payload.ts';
import { send, signed } from './send.ts';

/** Chances between 0 and 1. */
export interface Shaking {
  /** Never sent, and nobody is told. */
  readonly drop?: number;
  /** Sent twice, with one guid. */
  readonly duplicate?: number;
  /** Put off by up to so many milliseconds. */
  readonly delay?: { readonly chance: number; readonly mostMs: number };
  /** Overtaken by the one that comes after it. */
  readonly reorder?: number;
}

export interface DeliverOptions {
  readonly seed: number;
  readonly shaking?: Shaking;
  /** How long an App may take to answer: ten seconds, unless said otherwise. */
  readonly timeoutMs?: number;
  /** Told what of a payload does not fit GitHub's description. */
  readonly check?: (event: string, action: string | undefined, payload: object) => void;
}

export interface Deliverer {
  /** When everything that happened so far was delivered, or failed. */
  readonly settled: () => Promise<void>;
  readonly shake: (shaking: Shaking) => void;
  readonly stop: () => void;
}

type Waiting = Omit<Delivery, 'id' | 'statusCode' | 'status' | 'durationMs' | 'answer'>;

/** Sends what happens to the Apps that listen: to each in turn, once, and never again by itself. */
export function startDelivering(world: World, options: DeliverOptions): Deliverer {
  const { seed, timeoutMs = 10_000, check } = options;
  const random = createRandom(seed);
  const chance = (share = 0) => share > 0 && random.next() < share;
  let shaking = options.shaking ?? {};
  let running = true;
  const pending = new Set<Promise<void>>();
  const lines = new Map<App, Promise<void>>();
  const held: Waiting[] = [];

  const track = (work: Promise<void>) => {
    pending.add(work);
    void work.finally(() => pending.delete(work));
    return work;
  };
  const enqueue = (waiting: Waiting) => {
    const line = (lines.get(waiting.app) ?? Promise.resolve()).then(() =>
      running ? attempt(world, waiting, timeoutMs) : undefined,
    );
    lines.set(waiting.app, line);
    void track(line);
  };
  const release = () => {
    for (const waiting of held.splice(0)) enqueue(waiting);
  };
  const hand = (waiting: Waiting) => {
    if (chance(shaking.drop)) return;
    const copies = chance(shaking.duplicate) ? 2 : 1;
    const late = chance(shaking.delay?.chance) ? Math.ceil(random.next() * (shaking.delay?.mostMs ?? 0)) : 0;
    if (held.length === 0 && chance(shaking.reorder)) {
      held.push(waiting);
      return;
    }
    for (let copy = 0; copy < copies; copy++) {
      if (late === 0) enqueue(waiting);
      else void track(sleep(late).then(() => enqueue(waiting)));
    }
    release();
  };

  world.listeners.push((change) => {
    for (const installation of hearers(world, change)) {
      const payload = payloadOf(world, change, installation);
      check?.(change.event, change.action, payload);
      const { hook } = installation.app;
      if (hook.active) hand(prepare(world, { change, installation, payload: JSON.stringify(payload), guid: random.uuid() }));
    }
  });
  world.redelivering.push((delivery) => enqueue({ ...delivery, redelivery: true, deliveredAt: world.clock.now() }));

  return {
    settled: async () => {
      release();
      while (pending.size > 0) await Promise.all(pending);
    },
    shake: (to) => {
      shaking = to;
    },
    stop: () => {
      running = false;
    },
  };
}

interface Prepared {
  readonly change: Change;
  readonly installation: Installation;
  readonly payload: string;
  readonly guid: string;
}

function prepare(world: World, { change, installation, payload, guid }: Prepared): Waiting {
  const { app } = installation;
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'GitHub-Hookshot/sandbox',
    'x-github-delivery': guid,
    'x-github-event': change.event,
    'x-github-hook-id': String(app.id),
    'x-github-hook-installation-target-id': String(app.id),
    'x-github-hook-installation-target-type': 'integration',
    ...(app.hook.secret !== '' && signed(app.hook.secret, payload)),
  };
  return {
    guid,
    app,
    event: change.event,
    action: change.action ?? null,
    installationId: installation.id,
    repositoryId: change.repo?.id ?? null,
    deliveredAt: world.clock.now(),
    redelivery: false,
    url: app.hook.url,
    headers,
    payload,
  };
}

async function attempt(world: World, waiting: Waiting, timeoutMs: number): Promise<void> {
  const before = performance.now();
  const sent = await send(waiting.app.hook.url, { headers: waiting.headers, payload: waiting.payload, timeoutMs });
  const id = world.nextId();
  world.deliveries.set(id, { ...waiting, id, ...sent, durationMs: performance.now() - before });
}
