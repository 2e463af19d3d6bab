import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { Log } from '../../../src/doors/app/log.ts';
import type { Stats } from '../../../src/doors/app/rooms.ts';
import type { Delivery, Inbox } from '../../../src/reconcile/ports/store.ts';
import type { Keyed } from '../../../src/reconcile/ports/tasks.ts';

export const nothing: Keyed = { wanted: [], facts: [], groups: [], places: [], left: [] };

/** A store without anything in it. */
export const quiet: Stats = {
  waiting: 0,
  oldestWaitingMs: 0,
  parked: 0,
  due: 0,
  oldestDueMs: 0,
  held: 0,
  failing: 0,
  paused: 0,
};

type Act = keyof Inbox;

/** An inbox in memory that can be told to fail or to hang. */
export class MemoryInbox implements Inbox {
  readonly deliveries = new Map<string, Delivery>();
  readonly keyed = new Map<string, Keyed>();
  readonly parked = new Map<string, string>();
  readonly calls: Act[] = [];
  /** Runs before each act; what it throws is what the act throws. */
  before: (act: Act, guid: string) => Promise<void> | void = () => undefined;

  async accept(delivery: Delivery, keyed?: Keyed): Promise<void> {
    await this.act('accept', delivery.guid);
    if (this.deliveries.has(delivery.guid)) return;
    this.deliveries.set(delivery.guid, delivery);
    if (keyed) this.keyed.set(delivery.guid, keyed);
  }

  async waiting(most: number): Promise<readonly Delivery[]> {
    await this.act('waiting', '');
    return [...this.deliveries.values()].filter(({ guid }) => !this.keyed.has(guid) && !this.parked.has(guid)).slice(0, most);
  }

  async key(guid: string, keyed: Keyed): Promise<void> {
    await this.act('key', guid);
    this.keyed.set(guid, keyed);
  }

  async park(guid: string, reason: string): Promise<void> {
    await this.act('park', guid);
    this.parked.set(guid, reason);
  }

  private async act(name: Act, guid: string): Promise<void> {
    this.calls.push(name);
    await this.before(name, guid);
  }
}

/** Lines of JSON in a file: what was accepted and what was keyed, for processes that are killed. */
export function fileInbox(path: string, keys: boolean): Inbox {
  const inbox = new MemoryInbox();
  const lines = existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : [];
  for (const line of lines) {
    const { accepted, keyed } = JSON.parse(line) as { accepted?: Delivery; keyed?: string };
    if (accepted) inbox.deliveries.set(accepted.guid, accepted);
    if (keyed) inbox.keyed.set(keyed, nothing);
  }
  const append = (line: object) => appendFileSync(path, `${JSON.stringify(line)}\n`);
  return {
    accept: async (delivery) => {
      append({ accepted: delivery });
      await inbox.accept(delivery);
    },
    waiting: (most) => (keys ? inbox.waiting(most) : Promise.resolve([])),
    key: async (guid, keyed) => {
      append({ keyed: guid });
      await inbox.key(guid, keyed);
    },
    park: (guid, reason) => inbox.park(guid, reason),
  };
}

export interface Line {
  readonly level: string;
  readonly message: string;
  readonly said: object;
}

export function memoryLog(): Log & { readonly lines: Line[] } {
  const lines: Line[] = [];
  const say =
    (level: string) =>
    (message: string, said: object = {}) =>
      void lines.push({ level, message, said });
  return { debug: say('debug'), info: say('info'), warn: say('warn'), error: say('error'), lines };
}
