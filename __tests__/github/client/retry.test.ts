import { expect, test } from '@jest/globals';
import { type Attempt, withPatience } from '../../../src/github/client/retry.ts';
import { PlatformError } from '../../../src/reconcile/ports/faults.ts';

const error = new PlatformError('x', { kind: 'unclear', asked: 'x' });

async function tried(next: 'again' | 'unheard' | 'final', { isRepeatable = true, deadlineMs = 60_000, failures = 9 } = {}) {
  const slept: number[] = [];
  let count = 0;
  let clock = 0;
  const time = {
    now: () => clock,
    chance: () => 1,
    sleep: async (ms: number) => {
      slept.push(ms);
      clock += ms;
    },
  };
  const attempt = async (): Promise<Attempt<string>> => {
    count += 1;
    return count > failures ? { is: 'done', value: 'ok' } : { is: 'failed', error, next };
  };
  const rules = { patience: { tries: 3, deadlineMs, firstPauseMs: 100 }, time, isRepeatable };
  const end = await withPatience(attempt, rules).catch((each: unknown) => (each === error ? 'failed' : each));
  return { end, count, slept };
}

test.each<readonly [string, Awaited<ReturnType<typeof tried>>, () => ReturnType<typeof tried>]>([
  ['three times, with longer pauses', { end: 'failed', count: 3, slept: [100, 400] }, () => tried('again')],
  ['until it is done', { end: 'ok', count: 2, slept: [100] }, () => tried('again', { failures: 1 })],
  ['what is final once', { end: 'failed', count: 1, slept: [] }, () => tried('final')],
  ['what may have happened once', { end: 'failed', count: 1, slept: [] }, () => tried('again', { isRepeatable: false })],
  ['what nobody heard again', { end: 'failed', count: 3, slept: [100, 400] }, () => tried('unheard', { isRepeatable: false })],
  ['no longer than there is time', { end: 'failed', count: 2, slept: [100] }, () => tried('again', { deadlineMs: 300 })],
])('%s', async (_what, wanted, run) => {
  expect(await run()).toEqual(wanted);
});
