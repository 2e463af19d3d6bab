import { type ApplicationFunction, Probot, ProbotOctokit } from 'probot';
import type { Delivery } from '../../reconcile/ports/store.ts';
import type { Keyed } from '../../reconcile/ports/tasks.ts';

/** What is to be done about a delivery, whose payload was read once: a large one takes long. Throws when nobody can tell. */
export type KeysFor = (delivery: Delivery, payload: unknown) => Keyed | Promise<Keyed>;

/** The App as Probot knows it: it hears of every event by its delivery, and does nothing else within Probot. */
export function gonogo(hear: (delivery: string, payload: unknown) => Promise<void>): ApplicationFunction {
  return (app) => {
    app.onAny(({ id, payload }) => hear(id, payload));
  };
}

export interface Listener {
  /** Through Probot to the keys. Rejects with what made it impossible. */
  readonly hear: (delivery: Delivery) => Promise<Keyed>;
}

export interface Identity {
  readonly appId: number;
  readonly privateKey: string;
  readonly baseUrl: string;
}

/**
 * Probot makes a client for each delivery. Nothing of ours is asked or written through it, so that it is one without the plugins, which take
 * longer to make than all else that hearing takes.
 */
const Bare = Object.assign(
  ProbotOctokit.defaults((options: object) => options),
  { plugins: [] },
);

export async function createListener({ appId, privateKey, baseUrl }: Identity, keysFor: KeysFor): Promise<Listener> {
  // It logs whole payloads with what went wrong. What it would say comes to us as errors, so it is to say nothing itself.
  const probot = new Probot({ appId, privateKey, baseUrl, Octokit: Bare, logLevel: 'fatal' });
  await probot.ready();
  const heard = new Map<string, Delivery>();
  const answers = new Map<string, Keyed>();
  await probot.load(
    gonogo(async (id, payload) => {
      const delivery = heard.get(id);
      if (delivery) answers.set(id, await keysFor(delivery, payload));
    }),
  );
  return {
    hear: async (delivery) => {
      const { guid, event, payload } = delivery;
      heard.set(guid, delivery);
      try {
        const whole = { id: guid, name: event, payload: parsed(payload) };
        if (!isEvent(whole)) throw new TypeError('the payload is no object');
        await probot.receive(whole);
        const keyed = answers.get(guid);
        if (!keyed) throw new Error('nobody heard it');
        return keyed;
      } catch (error) {
        throw causeOf(error);
      } finally {
        heard.delete(guid);
        answers.delete(guid);
      }
    },
  };
}

type Event = Parameters<Probot['receive']>[0];

/** Probot passes on what it does not know, so that its types may promise more than is looked at here. */
function isEvent(event: { readonly payload: unknown }): event is Event {
  return typeof event.payload === 'object' && event.payload !== null && !Array.isArray(event.payload);
}

function parsed(payload: string): unknown {
  return JSON.parse(payload);
}

/** Probot gathers what its handlers throw, and hangs the event on it. */
function causeOf(error: unknown): unknown {
  return error instanceof AggregateError && error.errors.length > 0 ? error.errors[0] : error;
}
