import { expect, test } from '@jest/globals';
import { createFigures } from '../../../src/doors/app/figures.ts';
import { createGauges } from '../../../src/doors/app/gauges.ts';
import type { Stats } from '../../../src/doors/app/rooms.ts';
import { quiet } from './memory.ts';

async function shown(stats: () => Promise<Stats>): Promise<Map<string, number>> {
  const gauges = createGauges({ figures: createFigures(), stats, requests: () => 3 });
  const text = await gauges.text();
  gauges.stop();
  const lines = text.split('\n').filter((line) => /^gonogo_\w+ /.test(line));
  return new Map(lines.map((line) => [line.split(' ')[0] ?? '', Number(line.split(' ')[1])]));
}

test('what the store says, and what the process takes', async () => {
  const stats = {
    ...quiet,
    waiting: 4,
    oldestWaitingMs: 1_500,
    parked: 2,
    due: 3,
    oldestDueMs: 5_000,
    held: 6,
    failing: 7,
    paused: 1,
  };
  const found = await shown(() => Promise.resolve(stats));
  expect(Object.fromEntries(found)).toMatchObject({
    gonogo_store_up: 1,
    gonogo_deliveries_waiting: 4,
    gonogo_deliveries_parked: 2,
    gonogo_installations_paused: 1,
    gonogo_oldest_waiting_seconds: 1.5,
    gonogo_oldest_due_seconds: 5,
    gonogo_tasks_due: 3,
    gonogo_tasks_held: 6,
    gonogo_tasks_failing: 7,
    gonogo_requests_open: 3,
  });
  expect(found.get('gonogo_process_resident_memory_bytes')).toBeGreaterThan(1_000_000);
  expect(found.get('gonogo_process_uptime_seconds')).toBeGreaterThan(0);
});

test('nothing due is no age, and a store that is away says nothing', async () => {
  const none = await shown(() => Promise.resolve(quiet));
  expect(none.get('gonogo_oldest_due_seconds')).toBe(0);
  const away = await shown(() => Promise.reject(new Error('away')));
  expect([away.get('gonogo_store_up'), away.has('gonogo_deliveries_waiting')]).toEqual([0, false]);
});
