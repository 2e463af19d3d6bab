import { expect, test } from '@jest/globals';
import { collectedIn } from '../../../src/reconcile/collect/collected.ts';
import { askTask } from '../../../src/reconcile/collect/task.ts';
import { closePull } from '../../../src/sandbox/state/pulls.ts';
import { nothingLent } from '../bed.ts';
import { type Shop, withShop } from './shop.ts';

type Bed = Shop['bed'];
type Pull = Parameters<Bed['memory']>[0];

function askIn(bed: Bed, pull: Pull) {
  const [ask] = bed.memory(pull).asks?.all ?? [];
  if (ask === undefined) throw new Error('it asks nothing');
  const of = { repoId: bed.repo.id, number: pull.number, job: ask.job };
  return { ask, now: askTask({ ...of, again: false }), again: askTask({ ...of, again: true }) };
}

const kept = (bed: Bed) => bed.store.subjects().flatMap((row) => collectedIn(row) ?? []);
const wishes = (bed: Bed, key: string) => bed.store.wanted().filter((each) => each.key === key);

test('what is fresh is not asked again, and its time is kept', () =>
  withShop({}, async ({ bed, arrived }) => {
    const pull = await bed.release('next');
    await bed.work();
    const { now } = askIn(bed, pull);
    await bed.run(now);
    expect(arrived).toHaveLength(1);
    expect(wishes(bed, now.key)).toMatchObject([{ due: '2026-11-21T12:45:00.000Z' }]);
  }));

test('somebody who wants it again waits for half a minute, and then has it', () =>
  withShop({}, async ({ bed, arrived }) => {
    const pull = await bed.release('next');
    await bed.work();
    const { again } = askIn(bed, pull);
    await bed.run(again);
    expect(arrived).toHaveLength(1);
    await bed.later(29);
    expect(arrived).toHaveLength(1);
    await bed.later(2);
    expect(arrived).toHaveLength(2);
    expect(wishes(bed, again.key)).toEqual([]);
  }));

test('what nobody asks any more is not asked', () =>
  withShop({}, async ({ bed, arrived }) => {
    const pull = await bed.release('next');
    await bed.work();
    const { again } = askIn(bed, pull);
    closePull(bed.sandbox.world, pull, { sender: bed.person('wil') });
    await bed.work();
    await bed.later(60);
    await bed.run(again);
    await bed.run(askTask({ repoId: bed.repo.id, number: pull.number, job: 'f'.repeat(64), again: false }));
    await bed.run(askTask({ repoId: bed.repo.id, number: 999, job: 'f'.repeat(64), again: false }));
    expect(arrived).toHaveLength(1);
  }));

test('what could not be collected is tried again, later each time, and says why meanwhile', () =>
  withShop({ reach: nothingLent }, async ({ bed }) => {
    const pull = await bed.release('next');
    await bed.work();
    expect(kept(bed)).toMatchObject([{ failures: 1, claim: { state: 'broken' } }]);
    await bed.later(119);
    expect(kept(bed)).toMatchObject([{ failures: 1 }]);
    await bed.later(2);
    expect(kept(bed)).toMatchObject([{ failures: 2 }]);
    expect(bed.reports).toContainEqual({
      level: 'info',
      event: 'collect.broken',
      about: `${bed.repo.id}/${pull.number} health`,
    });
  }));

test('the same found again disturbs nobody', () =>
  withShop({}, async ({ bed }) => {
    await bed.release('next');
    await bed.work();
    await bed.later(60);
    const ran = await bed.later(45 * 60);
    expect(ran.map((task) => task.split(' ')[0])).toEqual(['collect']);
  }));

const approvals = '- { id: seen, title: Somebody approved, level: must, gate: reviews, limits: { minimum: 1 } }';

test('a pull request that has moved since it was asked about is looked at first', () =>
  withShop({ items: approvals }, async ({ bed }) => {
    const pull = await bed.release('next');
    await bed.work();
    expect(bed.states(pull)).toEqual({ seen: 'failed' });
    const { again } = askIn(bed, pull);
    await bed.sandbox.as('max').review(pull, 'APPROVED');
    // Nobody tells us of it.
    await bed.sandbox.webhooks.settled();
    bed.received.splice(0);
    await bed.later(10);
    await bed.run(again);
    expect(bed.reports).toContainEqual(expect.objectContaining({ event: 'task.failed', level: 'warn' }));
    expect(bed.states(pull)).toEqual({ seen: 'failed' });
    await bed.work();
    expect(bed.states(pull)).toEqual({ seen: 'passed' });
  }));
