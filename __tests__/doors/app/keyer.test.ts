import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { createFigures } from '../../../src/doors/app/figures.ts';
import { startKeyer, usualPace } from '../../../src/doors/app/keyer.ts';
import type { Delivery } from '../../../src/reconcile/ports/store.ts';
import type { Keyed } from '../../../src/reconcile/ports/tasks.ts';
import { MemoryInbox, memoryLog, nothing } from './memory.ts';

const quick = { ...usualPace, idleMs: 60_000, leastBackoffMs: 2, mostBackoffMs: 10, writeMs: 200 };

function delivery(guid: string): Delivery {
  return { guid, event: 'push', receivedAt: '2027-01-02T03:04:05.000Z', payload: '{}' };
}

async function expectSoon(holds: () => boolean): Promise<void> {
  for (let waited = 0; !holds(); waited += 5) {
    if (waited > 10_000) throw new Error('it never came to that');
    await sleep(5);
  }
}

function open(hear: (delivery: Delivery) => Promise<Keyed> = () => Promise.resolve(nothing), prepared: readonly string[] = []) {
  const inbox = new MemoryInbox();
  for (const guid of prepared) inbox.deliveries.set(guid, delivery(guid));
  const log = memoryLog();
  const figures = createFigures();
  const start = (pace = quick) => startKeyer({ inbox, hear, log, figures, now: Date.now, pace });
  return { inbox, log, figures, start };
}

test('what was waiting at the start is keyed, and what comes later when it is told', async () => {
  const { inbox, start } = open(undefined, ['left behind']);
  const keyer = start();
  await expectSoon(() => inbox.keyed.has('left behind'));
  await inbox.accept(delivery('new'));
  keyer.wake();
  await expectSoon(() => inbox.keyed.has('new'));
  await keyer.stop();
});

test('what nobody told of is found too', async () => {
  const { inbox, start } = open();
  const keyer = start({ ...quick, idleMs: 10 });
  await inbox.accept(delivery('of a replica that died'));
  await expectSoon(() => inbox.keyed.size === 1);
  await keyer.stop();
});

test('a wake during a round is not lost', async () => {
  const { inbox, start } = open();
  const round = Promise.withResolvers<void>();
  let rounds = 0;
  inbox.before = (act) => (act === 'waiting' && rounds++ === 0 ? round.promise : undefined);
  const keyer = start();
  await sleep(5);
  keyer.wake();
  round.resolve();
  await sleep(5);
  await inbox.accept(delivery('a'));
  keyer.wake();
  await expectSoon(() => inbox.keyed.has('a'));
  await keyer.stop();
});

describe('a delivery that nobody can key', () => {
  const choke = (guid: string) => (heard: Delivery) =>
    heard.guid === guid ? Promise.reject(new SyntaxError('canary-in-a-payload')) : Promise.resolve(nothing);

  test('is parked with its reason, said once, and stops nobody', async () => {
    const { inbox, log, figures, start } = open(choke('b'), ['a', 'b', 'c']);
    const keyer = start();
    await expectSoon(() => inbox.keyed.size === 2 && inbox.parked.size === 1);
    await keyer.stop();
    expect(inbox.parked.get('b')).toMatch(/^SyntaxError at /);
    expect(inbox.parked.get('b')).not.toContain('canary');
    const warned = log.lines.filter(({ level }) => level === 'warn');
    expect(warned).toMatchObject([{ said: { delivery: 'b', event: 'push' } }]);
    expect(figures.text()).toContain('gonogo_deliveries_keyed_total{outcome="parked"} 1');
  });

  test('stays when it cannot be parked, until it can', async () => {
    const { inbox, start } = open(choke('a'), ['a']);
    let failures = 3;
    inbox.before = (act) => {
      if (act === 'park' && failures-- > 0) throw new Error('away');
    };
    const keyer = start();
    await expectSoon(() => inbox.parked.has('a'));
    await keyer.stop();
    expect(inbox.calls.filter((act) => act === 'park')).toHaveLength(4);
  });
});

describe('a store', () => {
  test('that fails is tried again, with longer and longer pauses, and nothing is lost', async () => {
    const { inbox, log, start } = open(undefined, ['a', 'b']);
    let failures = 7;
    inbox.before = (act) => {
      if (failures-- > 0) throw new Error(`cannot ${act}`);
    };
    const keyer = start();
    await expectSoon(() => inbox.keyed.size === 2);
    await keyer.stop();
    expect(inbox.parked.size).toBe(0);
    expect(log.lines.filter(({ level }) => level === 'error').length).toBeLessThan(3);
  });

  test('that is away is not asked by every delivery that comes in', async () => {
    const { inbox, start } = open();
    inbox.before = () => {
      throw new Error('away');
    };
    const keyer = start({ ...quick, leastBackoffMs: 10_000, mostBackoffMs: 10_000 });
    for (let count = 0; count < 100; count++) {
      keyer.wake();
      await Promise.resolve();
    }
    await sleep(20);
    expect(inbox.calls).toHaveLength(1);
    await keyer.stop();
  });

  test('that hangs is given up on', async () => {
    const { inbox, start } = open(undefined, ['a']);
    let isFirst = true;
    inbox.before = (act) => {
      if (act !== 'key' || !isFirst) return undefined;
      isFirst = false;
      return new Promise(() => undefined);
    };
    const keyer = start({ ...quick, writeMs: 20 });
    await expectSoon(() => inbox.keyed.has('a'));
    await keyer.stop();
  });

  test('that refuses one delivery for ever has it parked, when it takes others', async () => {
    const { inbox, start } = open(undefined, ['poison']);
    inbox.before = (act, guid) => {
      if (act === 'key' && guid === 'poison') throw new Error('no');
    };
    const keyer = start();
    await expectSoon(() => inbox.calls.filter((act) => act === 'key').length > 12);
    expect(inbox.parked.size).toBe(0);
    await inbox.accept(delivery('good'));
    keyer.wake();
    await expectSoon(() => inbox.parked.has('poison') && inbox.keyed.has('good'));
    await keyer.stop();
  });

  test('with more poison at the front than a round takes still has the others keyed', async () => {
    const bad = Array.from({ length: 100 }, (_, at) => `bad ${at}`);
    const { inbox, start } = open(undefined, [...bad, 'good']);
    inbox.before = (act, guid) => {
      if (act === 'key' && guid.startsWith('bad')) throw new Error('no');
    };
    const keyer = start({ ...quick, leastBackoffMs: 500, mostBackoffMs: 500 });
    await expectSoon(() => inbox.keyed.has('good'));
    await keyer.stop();
  });
});

test('it stops after what is at hand, and says when it came around', async () => {
  const hearing = Promise.withResolvers<Keyed>();
  const { inbox, start } = open(() => hearing.promise, ['a']);
  const keyer = start();
  await sleep(10);
  let isStopped = false;
  const stopped = keyer.stop().finally(() => {
    isStopped = true;
  });
  await sleep(10);
  expect(isStopped).toBe(false);
  hearing.resolve(nothing);
  await stopped;
  expect(inbox.keyed.has('a')).toBe(true);
  expect(Date.now() - keyer.cameAround()).toBeLessThan(5_000);
});
