import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { PlatformError } from '../../../src/reconcile/ports/faults.ts';
import { addRepo } from '../../../src/sandbox/state/repositories.ts';
import { type Bed, openBed } from '../bed.ts';

let bed: Bed;

beforeEach(async () => {
  bed = await openBed();
});

afterEach(() => bed.close());

test('every repository of every installation is looked at, also one that nobody told us of', async () => {
  bed.sandbox.webhooks.shake({ drop: 1 });
  const more = addRepo(bed.sandbox.world, { owner: bed.acme.account, name: 'pier', private: true });
  bed.sandbox.webhooks.shake({});
  const ran = await bed.sweep();
  expect(ran).toEqual(expect.arrayContaining([`repository ${bed.repo.id}`, `repository ${more.id}`]));
  expect((await bed.store.read.place(more.id))?.name).toBe('pier');
});

test('again and again', async () => {
  await bed.sweep();
  expect(await bed.later(bed.world.rhythm.sweep - 1)).toEqual([]);
  expect(await bed.later(1)).toContain('app all');
});

const failed = (id: number) => ({ id, guid: `guid-${id}`, at: bed.now() });

test('what GitHub could not bring is asked for again, and one that it does not bring keeps none of the others', async () => {
  const again: number[] = [];
  Object.assign(bed.world.platform, {
    failedDeliveries: async () => [failed(1), failed(2), failed(3)],
    redeliver: async (id: number) => {
      if (id === 1) throw new PlatformError('no', { kind: 'refused', asked: 'POST' });
      again.push(id);
    },
  });
  await bed.sweep();
  expect(again).toEqual([2, 3]);
  expect(bed.reports.map(({ event, about }) => [event, about])).toEqual([
    ['delivery.not-again', 'guid-1'],
    ['delivery.again', 'guid-2'],
    ['delivery.again', 'guid-3'],
  ]);
});

test('once GitHub takes no more of it for now, it is asked later', async () => {
  let asked = 0;
  Object.assign(bed.world.platform, {
    failedDeliveries: async () => [failed(1), failed(2)],
    redeliver: async () => {
      asked += 1;
      throw new PlatformError('slowly', { kind: 'limited', asked: 'POST' });
    },
  });
  await bed.sweep();
  expect(asked).toBe(1);
  expect(bed.store.wanted().find(({ kind }) => kind === 'app')?.failures).toBe(1);
});

test('who has lost the task sends nothing again', async () => {
  const again: number[] = [];
  const task = { kind: 'app', key: 'all' } as const;
  Object.assign(bed.world.platform, {
    failedDeliveries: async () => {
      bed.store.steal(task);
      return [failed(1)];
    },
    redeliver: async (id: number) => void again.push(id),
  });
  await bed.run(task);
  expect(again).toEqual([]);
});
