// A process of its own on a store, for what only processes can do: to be killed, to be stopped, to be two.
import { writeSync } from 'node:fs';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Where } from '../../../src/store/engine/open.ts';
import { type OpenStore, openStore } from '../../../src/store/store.ts';

const [what = '', where = '', name = ''] = process.argv.slice(2);
// Written at once, so that what was said before the end was heard.
const say = (text: string) => writeSync(1, `${text}\n`);

const ways: Readonly<Record<string, (store: OpenStore) => Promise<void>>> = {
  accept: async (store) => {
    const one = async (lane: number) => {
      for (let number = 0; ; number++) {
        const guid = `${name}-${lane}-${number}`;
        const delivery = { guid, event: 'x', receivedAt: '2026-11-21T12:00:00Z', payload: 'x'.repeat(2_000) };
        // What could not be taken is not acknowledged, and comes again.
        await store.inbox.accept(delivery).then(
          () => say(guid),
          () => sleep(20),
        );
      }
    };
    await Promise.all(Array.from({ length: 10 }, (_, lane) => one(lane)));
  },
  claim: async (store) => {
    say('ready');
    const one = async () => {
      for (;;) {
        const held = await store.tasks.claim();
        if (held === undefined) {
          await sleep(5);
          continue;
        }
        const start = process.hrtime.bigint();
        await held.confirm();
        await sleep(2);
        say(`${held.key} ${start} ${process.hrtime.bigint()}`);
        await held.done();
      }
    };
    await Promise.all([one(), one(), one()]);
  },
  late: async (store) => {
    const held = await store.tasks.claim();
    say('held');
    await sleep(50);
    const subject = { key: '7/pull-request/1', repoId: 7, kind: 'pull-request', number: 1, base: 'main', isOpen: true } as const;
    for (;;) {
      try {
        await held?.confirm();
        await held?.write((writes) => writes.saveSubject({ ...subject, head: 'late', memory: null }));
        await sleep(20);
      } catch (error) {
        say(error instanceof Error ? error.name : 'thrown');
        process.exit(0);
      }
    }
  },
};

const place: Where = JSON.parse(where);
const store = await openStore(place, { secret: 's', leaseMs: what === 'late' ? 900 : 30_000 });
await ways[what]?.(store);
