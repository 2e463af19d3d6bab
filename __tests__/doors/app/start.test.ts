import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { createFigures } from '../../../src/doors/app/figures.ts';
import type { Rooms } from '../../../src/doors/app/rooms.ts';
import { readSettings } from '../../../src/doors/app/settings.ts';
import { startApp } from '../../../src/doors/app/start.ts';
import { MemoryInbox, memoryLog, nothing, quiet } from './memory.ts';
import { environment } from './process.ts';
import { post } from './sockets.ts';

const body = JSON.stringify({ action: 'opened' });

async function open(parts: Partial<Rooms> = {}) {
  const inbox = new MemoryInbox();
  const events: string[] = [];
  const rooms: Rooms = {
    inbox,
    keysFor: () => nothing,
    askPlatform: () => Promise.resolve(),
    stats: () => Promise.resolve(quiet),
    startWork: () => ({ stop: async () => void events.push('work stopped') }),
    close: async () => void events.push('store closed'),
    ...parts,
  };
  const settings = readSettings(environment);
  const log = memoryLog();
  const running = await startApp({ settings, rooms, log, figures: createFigures(), now: Date.now });
  return { ...running, inbox, events, log };
}

test('draining: not ready, no more deliveries, those at hand stored, work ended, and the store closed last', async () => {
  const { url, drain, inbox, events } = await open();
  const stored = Promise.withResolvers<void>();
  inbox.before = (act) => (act === 'accept' ? stored.promise : undefined);
  const atHand = post(url, body);
  while (!inbox.calls.includes('accept')) await sleep(5);
  const drained = drain(10_000);
  while (events.length === 0) await sleep(5);
  expect(events).toEqual(['work stopped']);
  await expect(fetch(`${url}/readyz`)).rejects.toThrow('fetch failed');
  stored.resolve();
  expect((await atHand).status).toBe(202);
  expect([await drained, events]).toEqual([true, ['work stopped', 'store closed']]);
  expect(inbox.keyed.size + (await inbox.waiting(10)).length).toBe(1);
});

test('draining has an end, and says that it was cut short', async () => {
  const { drain, events, log } = await open({ startWork: () => ({ stop: () => new Promise(() => undefined) }) });
  const started = performance.now();
  expect(await drain(50)).toBe(false);
  expect(performance.now() - started).toBeLessThan(5_000);
  expect([events, log.lines.map(({ message }) => message)]).toEqual([
    ['store closed'],
    expect.arrayContaining(['what is at hand did not come to its end']),
  ]);
});

test('what is done about a delivery is what its keys say', async () => {
  const wanted = [{ kind: 'pull', key: '7/12', installation: 3, due: '2027-01-02T03:04:05Z' }] as const;
  const { url, drain, inbox } = await open({ keysFor: () => ({ ...nothing, wanted }) });
  await post(url, body);
  for (let waited = 0; inbox.keyed.size === 0 && waited < 60_000; waited += 5) await sleep(5);
  await drain(5_000);
  expect([...inbox.keyed.values()]).toEqual([{ ...nothing, wanted }]);
});
