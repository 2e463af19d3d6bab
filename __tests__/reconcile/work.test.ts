import { expect, test } from '@jest/globals';
import { LeaseLost, PlatformError } from '../../src/reconcile/ports/faults.ts';
import type { Store } from '../../src/reconcile/ports/store.ts';
import type { TaskKind } from '../../src/reconcile/ports/tasks.ts';
import { rhythm } from '../../src/reconcile/rhythm.ts';
import { type Ended, quickKinds, runTask, slowKinds, Work } from '../../src/reconcile/work.ts';
import type { Report, World } from '../../src/reconcile/world.ts';
import { memoryStore } from './memory-store.ts';

const at = '2026-11-21T12:00:00.000Z';
const now = () => at;
const task = (key: string) => ({ kind: 'installation' as const, key, installation: 1, due: at });

/** Every task of it lists the repositories of an installation. */
function worldWith(repositories: (id: number) => Promise<readonly never[]>, store: Store = memoryStore(now)) {
  const reports: Report[] = [];
  const world = { store, now, rhythm, platform: { repositories }, report: (report: Report) => void reports.push(report) };
  return { world: world as unknown as World, reports };
}

const fails = (error: Error) => async () => {
  throw error;
};

const rested = async () => new Promise((resolve) => setTimeout(resolve, 5));

test('runs what is due, so many at once and no more, and what is wished for meanwhile', async () => {
  const store = memoryStore(now);
  let [running, most] = [0, 0];
  const done: number[] = [];
  const { world } = worldWith(async (id) => {
    running += 1;
    most = Math.max(most, running);
    if (id === 3) await store.tasks.want([task('9')]);
    await rested();
    running -= 1;
    done.push(id);
    return [];
  }, store);
  await store.tasks.want(['1', '2', '3', '4', '5'].map(task));
  const work = new Work(world, { concurrency: 2 });
  while (done.length < 6) await rested();
  await work.stop();
  expect(most).toBe(2);
  expect(done.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 9]);
});

test('stops once what was begun has ended, and takes on nothing more', async () => {
  const store = memoryStore(now);
  let ended = 0;
  const { world } = worldWith(async () => {
    await rested();
    ended += 1;
    return [];
  }, store);
  await store.tasks.want([task('1')]);
  const work = new Work(world);
  await rested();
  await work.stop();
  expect(ended).toBe(1);
  await store.tasks.want([task('2')]);
  await rested();
  expect(ended).toBe(1);
});

test('a store that fails is told of and asked again when it wakes us', async () => {
  const store = memoryStore(now);
  let asked = 0;
  const done: number[] = [];
  const failing: Store = {
    ...store,
    tasks: {
      ...store.tasks,
      claim: async () => {
        asked += 1;
        if (asked === 1) throw new Error('no connection');
        return store.tasks.claim();
      },
    },
  };
  const { world, reports } = worldWith(async (id) => {
    done.push(id);
    return [];
  }, failing);
  const work = new Work(world);
  await rested();
  await store.tasks.want([task('1')]);
  while (done.length === 0) await rested();
  await work.stop();
  expect(reports.map(({ event, because }) => [event, because])).toEqual([['claim.failed', 'no connection']]);
});

async function outcome(error: Error, failures = 0) {
  const store = memoryStore(now);
  const { world, reports } = worldWith(fails(error), store);
  const ended: Ended[] = [];
  await runTask(store.hold(task('1'), { failures }), world, (each) => void ended.push(each));
  const [row] = store.wanted();
  return {
    outcome: ended.map((each) => each.outcome),
    reports: reports.map(({ level, event }) => [level, event]),
    due: row?.due,
  };
}

test('what GitHub does not answer is tried again, ever later', async () => {
  const unavailable = new PlatformError('away', { kind: 'unavailable', asked: 'GET' });
  const first = await outcome(unavailable);
  expect(first).toEqual({ outcome: ['failed'], reports: [['warn', 'task.failed']], due: '2026-11-21T12:00:02.000Z' });
  expect((await outcome(unavailable, 3)).due).toBe('2026-11-21T12:00:16.000Z');
  expect((await outcome(unavailable, 90)).due).toBe('2026-11-21T12:10:00.000Z');
});

test('not before GitHub says', async () => {
  const retryAt = '2026-11-21T12:30:00.000Z';
  expect((await outcome(new PlatformError('slowly', { kind: 'limited', asked: 'GET', retryAt }))).due).toBe(retryAt);
});

test('a mistake of ours is an alarm, and tried again as well', async () => {
  expect(await outcome(new TypeError('x is undefined'))).toMatchObject({
    outcome: ['failed'],
    reports: [['alarm', 'task.failed']],
  });
});

test('who has lost the task hands nothing back', async () => {
  const lost = await outcome(new LeaseLost(task('1')));
  expect(lost).toMatchObject({ outcome: ['lost'], reports: [['warn', 'lease.lost']] });
});

test('a task that cannot be handed back runs out by itself', async () => {
  const store = memoryStore(now);
  const { world, reports } = worldWith(fails(new PlatformError('away', { kind: 'unavailable', asked: 'GET' })), store);
  const ended: Ended[] = [];
  const held = { ...store.hold(task('1')), failed: fails(new Error('no connection')) };
  await runTask(held, world, (each) => void ended.push(each));
  expect(ended.map((each) => each.outcome)).toEqual(['lost']);
  expect(reports.map(({ event }) => event)).toEqual(['task.failed', 'task.not-returned']);
});

test('every kind is taken by one or by the other, and by no two', () => {
  const all: Readonly<Record<TaskKind, true>> = {
    pull: true,
    check: true,
    group: true,
    branch: true,
    collect: true,
    head: true,
    repository: true,
    installation: true,
    app: true,
  };
  expect([...quickKinds, ...slowKinds].toSorted()).toEqual(Object.keys(all).toSorted());
});

test('takes only the kinds it is for, and so many of one installation', async () => {
  const store = memoryStore(now);
  const asked: unknown[] = [];
  const watched: Store = {
    ...store,
    tasks: {
      ...store.tasks,
      claim: async (...of) => {
        asked.push(of);
        return store.tasks.claim(...of);
      },
    },
  };
  const { world } = worldWith(async () => [], watched);
  await store.tasks.want([task('1')]);
  const work = new Work(world, { kinds: slowKinds, mostOfOne: 2 });
  await rested();
  await work.stop();
  expect(asked[0]).toEqual([['collect'], 2]);
  expect(store.wanted()).toHaveLength(1);
});
