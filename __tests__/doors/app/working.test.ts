import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { workOnceKnown } from '../../../src/doors/app/working.ts';
import { PlatformError } from '../../../src/reconcile/ports/faults.ts';
import { memoryLog } from './memory.ts';

const bot = { id: 7, login: 'gonogo[bot]', kind: 'bot' } as const;
const pace = { leastBackoffMs: 2, mostBackoffMs: 5 };

test('work begins when it is known who we are, and is stopped', async () => {
  const log = memoryLog();
  const events: string[] = [];
  let failures = 2;
  const me = () =>
    failures-- > 0 ? Promise.reject(new PlatformError('away', { kind: 'unavailable', asked: 'GET /app' })) : Promise.resolve(bot);
  const begun = Promise.withResolvers<void>();
  const start = async ({ login }: { login: string }) => {
    events.push(`begun as ${login}`);
    begun.resolve();
    return { stop: async () => void events.push('stopped') };
  };
  const work = workOnceKnown({ me, start, log, pace });
  await begun.promise;
  await work.stop();
  expect(events).toEqual(['begun as gonogo[bot]', 'stopped']);
  expect(log.lines.map(({ level }) => level)).toEqual(['warn', 'warn']);
});

test('told to stop before it began, it never does', async () => {
  const events: string[] = [];
  const start = () => Promise.resolve({ stop: async () => void events.push('stopped') });
  const work = workOnceKnown({
    me: () => Promise.reject(new Error('x')),
    start,
    log: memoryLog(),
    pace: { ...pace, leastBackoffMs: 60_000, mostBackoffMs: 60_000 },
  });
  await sleep(5);
  await work.stop();
  expect(events).toEqual([]);
});
