import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Held } from '../../../src/reconcile/ports/store.ts';
import { openBeds, testClock } from '../bed/beds.ts';

const { beds, close } = await openBeds();
afterAll(close);

describe.each(beds)('tasks against a model, on $name', (bed) => {
  interface Row {
    due: number | undefined;
    background: number | undefined;
    lapses: number | undefined;
    failures: number;
  }
  const key = fc.integer({ min: 0, max: 2 });
  const seconds = fc.integer({ min: -5, max: 30 });
  const step = fc.oneof(
    fc.record({ is: fc.constant('want' as const), key, seconds, isBackground: fc.boolean() }),
    fc.record({ is: fc.constant('claim' as const) }),
    fc.record({ is: fc.constant('done' as const), key, seconds: fc.option(seconds, { nil: undefined }) }),
    fc.record({ is: fc.constant('failed' as const), key, seconds }),
    fc.record({ is: fc.constant('move' as const), seconds: fc.integer({ min: 1, max: 40 }) }),
  );
  const earlier = (a: number | undefined, b: number) => (a === undefined ? b : Math.min(a, b));

  test('whatever is wished, claimed, done and failed in whatever order', async () => {
    const check = async (steps: readonly (typeof step extends fc.Arbitrary<infer S> ? S : never)[]) => {
      await bed.empty();
      const clock = testClock();
      const store = await bed.open({ now: clock.now, leaseMs: 30_000, pollMs: 600_000 });
      const rows = new Map<string, Row>();
      const latest = new Map<string, { readonly held: Held; readonly background: boolean }>();
      let now = 0;
      const isReady = ({ due, background, lapses }: Row) =>
        lapses === undefined ? (due ?? 99_999) <= now || (background ?? 99_999) <= now : lapses <= now;
      for (const each of steps) {
        if (each.is === 'move') {
          now += each.seconds;
          clock.move(each.seconds);
        } else if (each.is === 'want') {
          const name = `7/${each.key}`;
          const row = rows.get(name) ?? { due: undefined, background: undefined, lapses: undefined, failures: 0 };
          const at = now + each.seconds;
          rows.set(
            name,
            each.isBackground ? { ...row, background: earlier(row.background, at) } : { ...row, due: earlier(row.due, at) },
          );
          const wish = { kind: 'pull', key: name, installation: 1, due: clock.at(each.seconds) } as const;
          await store.tasks.want([{ ...wish, isBackground: each.isBackground }]);
        } else if (each.is === 'claim') {
          const held = await store.tasks.claim();
          const row = held && rows.get(held.key);
          expect(held !== undefined).toBe([...rows.values()].some(isReady));
          if (held === undefined || row === undefined) continue;
          expect(isReady(row)).toBe(true);
          expect(held.tookOver).toBe(row.lapses !== undefined);
          const failures = row.failures + (held.tookOver ? 1 : 0);
          expect(held.failures).toBe(failures);
          const background = held.tookOver ? (latest.get(held.key)?.background ?? false) : (row.due ?? 99_999) > now;
          rows.set(held.key, { due: undefined, background: undefined, lapses: now + 30, failures });
          latest.set(held.key, { held, background });
        } else {
          const name = `7/${each.key}`;
          const { held, background } = latest.get(name) ?? {};
          const row = rows.get(name);
          if (held === undefined) continue;
          const settle = () => {
            if (each.is === 'failed') return held.failed('no', clock.at(each.seconds));
            return held.done(each.seconds === undefined ? undefined : clock.at(each.seconds));
          };
          if (row?.lapses === undefined) {
            await expect(settle()).rejects.toMatchObject({ name: 'LeaseLost' });
            continue;
          }
          await settle();
          const at = each.seconds === undefined ? undefined : now + each.seconds;
          const free = { ...row, lapses: undefined };
          if (each.is === 'done') {
            rows.set(name, { ...free, due: at === undefined ? row.due : earlier(row.due, at), failures: 0 });
          } else {
            const isSweep = background === true && row.due === undefined;
            rows.set(name, {
              ...free,
              failures: row.failures + 1,
              due: isSweep ? undefined : at,
              background: isSweep ? at : undefined,
            });
          }
        }
      }
    };
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), check), { numRuns: 15 });
  });
});
