import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Wanted } from '../../../src/reconcile/ports/tasks.ts';
import type { OpenStore } from '../../../src/store/store.ts';
import { openBeds, testClock } from '../bed/beds.ts';

const { beds, close } = await openBeds();
afterAll(close);

describe.each(beds)('tasks on $name', (bed) => {
  let clock = testClock();
  let store: OpenStore;
  beforeEach(async () => {
    await bed.empty();
    clock = testClock();
    store = await bed.open({ now: clock.now, leaseMs: 30_000 });
  });

  const pull = (number: number, more: Partial<Wanted> = {}): Wanted => ({
    kind: 'pull',
    key: `7/${number}`,
    installation: 1,
    due: clock.at(0),
    ...more,
  });
  const claimed = async () => {
    const held = await store.tasks.claim();
    if (held === undefined) throw new Error('nothing to claim');
    return held;
  };

  test('one that is due is claimed once, and is gone when it is done', async () => {
    expect(await store.tasks.claim()).toBeUndefined();
    await store.tasks.want([pull(1)]);
    const held = await claimed();
    expect(held).toMatchObject({ kind: 'pull', key: '7/1', installation: 1, failures: 0, tookOver: false });
    expect(await store.tasks.claim()).toBeUndefined();
    await held.done();
    expect(await store.tasks.claim()).toBeUndefined();
    expect((await store.stats()).tasks.known).toBe(0);
  });

  test('wishes for one are one, by the earlier date, and what is not due waits', async () => {
    await store.tasks.want([pull(1, { due: clock.at(60) }), pull(1, { due: clock.at(20) })]);
    await store.tasks.want([pull(1, { due: clock.at(40) })]);
    expect(await store.tasks.claim()).toBeUndefined();
    clock.move(20);
    await (await claimed()).done();
    clock.move(100);
    expect(await store.tasks.claim()).toBeUndefined();
  });

  test('what is wished for while it is held is looked at again, once', async () => {
    await store.tasks.want([pull(1)]);
    const held = await claimed();
    await store.tasks.want([pull(1)]);
    await store.tasks.want([pull(1)]);
    expect(await store.tasks.claim()).toBeUndefined();
    await held.done(clock.at(3_600));
    await (await claimed()).done();
    expect(await store.tasks.claim()).toBeUndefined();
  });

  test('what is slow takes no room of what is quick, and of one installation only so much of it is at work', async () => {
    const slow = Array.from({ length: 14 }, (_, at): Wanted => pull(at, { kind: 'collect', key: `7/at/${at}` }));
    await store.tasks.want([...slow, pull(1), pull(900, { kind: 'collect', key: '9/at/1', installation: 2 })]);
    const next = () => store.tasks.claim(['collect'], 2);
    const taken = [await next(), await next(), await next(), await next()];
    expect(taken.map((held) => held?.installation)).toEqual([1, 2, 1, undefined]);
    // Ten of them in other processes, and still the other kind is taken.
    for (let each = 0; each < 10; each += 1) await store.tasks.claim(['collect'], 20);
    expect(await store.tasks.claim(['pull', 'check'])).toMatchObject({ kind: 'pull', key: '7/1' });
  });

  test('one that is done until a date comes back by itself', async () => {
    await store.tasks.want([pull(1)]);
    await (await claimed()).done(clock.at(20));
    expect(await store.tasks.claim()).toBeUndefined();
    clock.move(20);
    expect(await claimed()).toMatchObject({ key: '7/1', tookOver: false });
  });

  test('a failure is counted and comes back when it says, with what was wished for meanwhile', async () => {
    await store.tasks.want([pull(1)]);
    const held = await claimed();
    await store.tasks.want([pull(1)]);
    await held.failed('the platform is away', clock.at(10));
    expect(await store.tasks.claim()).toBeUndefined();
    expect((await store.stats()).tasks).toMatchObject({ failing: 1, mostFailures: 1 });
    clock.move(10);
    const again = await claimed();
    expect(again.failures).toBe(1);
    await again.failed('still', clock.at(10));
    clock.move(10);
    const third = await claimed();
    expect(third.failures).toBe(2);
    await third.done(clock.at(0));
    expect((await claimed()).failures).toBe(0);
  });

  test('what somebody waits for comes before sweeps, whatever came first', async () => {
    await store.tasks.want([pull(1, { isBackground: true, due: clock.at(-60) }), pull(2)]);
    expect([(await claimed()).key, (await claimed()).key]).toEqual(['7/2', '7/1']);
  });

  test('a sweep of something that somebody waits for later does not become urgent', async () => {
    await store.tasks.want([pull(1, { due: clock.at(3_600) }), pull(1, { isBackground: true }), pull(2, { due: clock.at(0) })]);
    expect([(await claimed()).key, (await claimed()).key]).toEqual(['7/2', '7/1']);
  });

  test('a sweep that failed stays one', async () => {
    await store.tasks.want([pull(1, { isBackground: true })]);
    await (await claimed()).failed('no', clock.at(1));
    clock.move(60);
    await store.tasks.want([pull(2)]);
    expect((await claimed()).key).toBe('7/2');
  });

  test('only kinds that are asked for are claimed', async () => {
    await store.tasks.want([pull(1), { kind: 'check', key: '7/abc', installation: 1, due: clock.at(0) }]);
    expect((await store.tasks.claim(['check', 'group']))?.kind).toBe('check');
    expect(await store.tasks.claim(['check', 'group'])).toBeUndefined();
  });

  test('a busy installation leaves room: ten at once, and who has fewest at work comes first', async () => {
    const many = Array.from({ length: 200 }, (_, at) => pull(at, { due: clock.at(-600) }));
    await store.tasks.want(many);
    await claimed();
    await store.tasks.want([pull(900, { installation: 2 }), pull(901, { installation: 3 }), pull(902, { installation: 3 })]);
    const next = [await claimed(), await claimed(), await claimed()];
    expect(next.slice(0, 2).map(({ installation }) => installation)).toEqual(expect.arrayContaining([2, 3]));
    const rest: number[] = [];
    for (let held = await store.tasks.claim(); held; held = await store.tasks.claim()) rest.push(held.installation);
    const ofFirst = [...next.map(({ installation }) => installation), ...rest].filter((each) => each === 1).length;
    expect(ofFirst + 1).toBe(10);
    expect(rest.length).toBeLessThan(12);
  });

  test('a lease that lapsed is taken over, and who had it can do nothing more', async () => {
    await store.tasks.want([pull(1)]);
    const first = await claimed();
    clock.move(29);
    expect(await store.tasks.claim()).toBeUndefined();
    clock.move(2);
    const second = await claimed();
    expect(second).toMatchObject({ key: '7/1', tookOver: true, failures: 1 });
    const subject = { key: '7/pull-request/1', repoId: 7, kind: 'pull-request', number: 1, base: 'main', isOpen: true } as const;
    const write = (held: typeof first, head: string) =>
      held.write((writes) => writes.saveSubject({ ...subject, head, memory: null }));
    await expect(write(first, 'a')).rejects.toThrow('somebody else works on pull 7/1');
    await expect(first.confirm()).rejects.toMatchObject({ name: 'LeaseLost' });
    await expect(first.done()).rejects.toMatchObject({ name: 'LeaseLost' });
    await expect(first.failed('x', clock.at(0))).rejects.toMatchObject({ name: 'LeaseLost' });
    expect(await store.read.subject('7/pull-request/1')).toBeUndefined();
    await second.confirm();
    await write(second, 'b');
    await second.done();
    expect((await store.read.subject('7/pull-request/1'))?.head).toBe('b');
    await expect(write(second, 'c')).rejects.toMatchObject({ name: 'LeaseLost' });
  });

  test('nobody who had a task passes for one who has it after it was forgotten', async () => {
    await store.tasks.want([pull(1)]);
    const first = await claimed();
    clock.move(31);
    await (await claimed()).done();
    await store.tasks.want([pull(1)]);
    const third = await claimed();
    await expect(first.confirm()).rejects.toMatchObject({ name: 'LeaseLost' });
    await third.confirm();
  });

  test('to confirm gives time for a request', async () => {
    await store.tasks.want([pull(1)]);
    const held = await claimed();
    clock.move(25);
    await held.confirm();
    clock.move(25);
    expect(await store.tasks.claim()).toBeUndefined();
  });

  test('what is written and wished for in one go stands or falls together', async () => {
    await store.tasks.want([pull(1)]);
    const held = await claimed();
    const failing = held.write(async (writes) => {
      await writes.want([pull(2)]);
      await writes.savePlace({ installation: 1, repoId: 7, owner: 'acme', name: 'shop' });
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await store.read.place(7)).toBeUndefined();
    expect(await store.tasks.claim()).toBeUndefined();
    const value = await held.write(async (writes) => {
      await writes.want([pull(2), pull(1)]);
      return 5;
    });
    expect(value).toBe(5);
    expect((await claimed()).key).toBe('7/2');
    await held.done();
    expect((await claimed()).key).toBe('7/1');
  });

  test('two who wish for each other do not wait for each other', async () => {
    const other = await bed.open({ now: clock.now });
    await store.tasks.want([pull(1), pull(2)]);
    const [one, two] = [await store.tasks.claim(), await other.tasks.claim()];
    const wishing = (held: typeof one) =>
      Array.from({ length: 10 }, () => held?.write((writes) => writes.want([pull(2), pull(1)])));
    await Promise.all([...wishing(one), ...wishing(two)]);
    await Promise.all([one?.done(), two?.done()]);
    expect((await store.stats()).tasks.due).toBe(2);
  });

  test('an instant that is none is refused', async () => {
    await expect(store.tasks.want([pull(1, { due: 'soon' })])).rejects.toThrow('invalid input syntax');
    expect((await store.stats()).tasks.known).toBe(0);
  });
});

describe.each(beds)('waking on $name', (bed) => {
  beforeEach(() => bed.empty());

  const wish = (inMs: number) =>
    ({ kind: 'pull', key: '7/1', installation: 1, due: new Date(Date.now() + inMs).toISOString() }) as const;
  const told = async (count: () => number, ms = 5_000) => {
    const end = performance.now() + ms;
    while (count() === 0 && performance.now() < end) await sleep(5);
    return count();
  };

  test('who listens is told here and in another process, until they stop', async () => {
    const [store, other] = [await bed.open({ pollMs: 600_000 }), await bed.open({ pollMs: 600_000 })];
    let here = 0;
    let there = 0;
    const stop = store.tasks.onWanted(() => here++);
    other.tasks.onWanted(() => there++);
    await sleep(300);
    await store.tasks.want([wish(-1)]);
    expect(await told(() => here)).toBeGreaterThan(0);
    expect(await told(() => there)).toBeGreaterThan(0);
    stop();
    await sleep(100);
    here = 0;
    await store.tasks.want([{ ...wish(-1), key: '7/2' }]);
    await sleep(100);
    expect(here).toBe(0);
  });

  test('what is due later is told of at its time', async () => {
    const store = await bed.open({ pollMs: 600_000 });
    await store.tasks.want([wish(600)]);
    const start = performance.now();
    let at = 0;
    store.tasks.onWanted(() => {
      at ||= performance.now() - start;
    });
    await told(() => at);
    expect(at).toBeGreaterThan(400);
    expect(await store.tasks.claim()).toMatchObject({ key: '7/1' });
  });

  test('what nobody told of is found by looking', async () => {
    const store = await bed.open({ pollMs: 50 });
    let count = 0;
    store.tasks.onWanted(() => count++);
    await sleep(120);
    expect(count).toBe(0);
    const { query } = await bed.database();
    await query(`insert into gonogo.tasks (kind, key, installation, due) values ('pull', '7/9', 1, '2020-01-01T00:00:00Z')`);
    expect(await told(() => count)).toBeGreaterThan(0);
  });
});
