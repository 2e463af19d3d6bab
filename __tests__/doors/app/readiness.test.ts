import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { type ReadinessParts, watchReadiness } from '../../../src/doors/app/readiness.ts';
import { PlatformError } from '../../../src/reconcile/ports/faults.ts';
import { memoryLog } from './memory.ts';

function watch(parts: Partial<ReadinessParts> = {}) {
  const log = memoryLog();
  let time = 1_000_000;
  const readiness = watchReadiness({
    askStore: () => Promise.resolve(),
    askPlatform: () => Promise.resolve(),
    cameAround: () => time,
    now: () => time,
    log,
    ...parts,
  });
  return {
    ...readiness,
    log,
    pass: (milliseconds: number) => {
      time += milliseconds;
    },
  };
}

test('ready when all is well, and not when it is about to end', async () => {
  const seen = watch();
  await sleep(1);
  expect(await seen.look()).toEqual({ process: 'ok', store: 'ok', credentials: 'ok', keyer: 'ok' });
  seen.drain();
  expect(await seen.look()).toMatchObject({ process: 'draining' });
  seen.stop();
});

test('the store is asked once in a while, however often somebody looks', async () => {
  let asked = 0;
  let isAway = false;
  const askStore = () => {
    asked += 1;
    return isAway ? Promise.reject(new Error('away')) : Promise.resolve();
  };
  const seen = watch({ askStore });
  await Promise.all(Array.from({ length: 100 }, () => seen.look()));
  expect(asked).toBe(1);
  isAway = true;
  seen.pass(1_000);
  expect(await seen.look()).toMatchObject({ store: 'no answer' });
  seen.stop();
});

test('a keyer that does not come around is stuck', async () => {
  const seen = watch({ cameAround: () => 1_000_000 });
  seen.pass(90_001);
  expect(await seen.look()).toMatchObject({ keyer: 'stuck' });
  seen.stop();
});

test.each([
  ['forbidden', 'refused'],
  ['gone', 'refused'],
  ['unavailable', 'not established yet'],
  ['limited', 'not established yet'],
] as const)('a platform that is %s: %s', async (kind, credentials) => {
  const seen = watch({ askPlatform: () => Promise.reject(new PlatformError('no', { kind, asked: 'GET /app' })) });
  await sleep(1);
  expect(await seen.look()).toMatchObject({ credentials });
  expect(seen.log.lines.filter(({ level }) => level === 'error')).toHaveLength(credentials === 'refused' ? 1 : 0);
  seen.stop();
});
