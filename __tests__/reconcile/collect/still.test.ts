import { expect, test } from '@jest/globals';
import { isStillShown } from '../../../src/reconcile/collect/still.ts';
import { addApp } from '../../../src/sandbox/state/accounts.ts';
import { addCheckRun } from '../../../src/sandbox/state/checks.ts';
import { type Shop, withShop } from './shop.ts';

const item =
  '- { id: ci, title: CI ended well, level: must, gate: checks, source: { required: [{ name: build, app: builder }] } }';

function rowOf(bed: Shop['bed'], number: number) {
  const row = bed.store.subjects().find((each) => each.kind === 'pull-request' && each.number === number);
  if (row === undefined) throw new Error('it is not known');
  return row;
}

test('what the platform shows otherwise by now is found, and collected again', () =>
  withShop({ items: item }, async ({ bed }) => {
    const builder = addApp(bed.sandbox.world, { slug: 'builder', owner: bed.person('ada'), permissions: { checks: 'write' } });
    const pull = await bed.release('next');
    const of = { app: builder, sha: pull.pull.headSha, name: 'build', status: 'completed' } as const;
    addCheckRun(bed.sandbox.world, bed.repo, { ...of, conclusion: 'success' });
    await bed.work();
    const around = { world: bed.world, place: bed.place };
    expect(await isStillShown(rowOf(bed, pull.number), around)).toBe(true);
    addCheckRun(bed.sandbox.world, bed.repo, { ...of, conclusion: 'failure' });
    expect(await isStillShown(rowOf(bed, pull.number), around)).toBe(false);
    expect(bed.store.wanted().filter(({ key }) => key.endsWith('/again'))).toHaveLength(1);
  }));

test('a live address is not asked for it, and nothing is asked where nothing is', () =>
  withShop({}, async ({ bed, arrived }) => {
    const pull = await bed.release('next');
    await bed.work();
    const calls = bed.sandbox.journal.length;
    expect(await isStillShown(rowOf(bed, pull.number), { world: bed.world, place: bed.place })).toBe(true);
    expect([arrived.length, bed.sandbox.journal.length]).toEqual([1, calls]);
  }));
