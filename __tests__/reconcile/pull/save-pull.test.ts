import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { closePull, reopenPull } from '../../../src/sandbox/state/pulls.ts';
import { type Bed, openBed } from '../bed.ts';

let bed: Bed;

beforeEach(async () => {
  bed = await openBed();
});

afterEach(() => bed.close());

async function green() {
  const pull = await bed.release('next');
  await bed.work();
  await bed.sandbox.as('max').say(pull, '/gonogo tick backups alerts');
  await bed.work();
  await bed.later(21);
  expect(bed.check(pull.pull.headSha)).toBe('success');
  return pull;
}

describe('what was said before it was closed, and not heard yet', () => {
  test('by a command, stands once it is open again', async () => {
    const pull = await green();
    await bed.sandbox.as('max').say(pull, '/gonogo hold not today');
    closePull(bed.sandbox.world, pull, { sender: bed.person('wil') });
    await bed.work();
    expect(bed.check(pull.pull.headSha)).toBe('cancelled');
    reopenPull(bed.sandbox.world, pull, bed.person('wil'));
    await bed.work();
    await bed.later(30);
    expect(bed.check(pull.pull.headSha)).toBe('action_required');
    expect(bed.store.statements().map(({ act }) => act)).toContain('hold');
  });

  test('with a box, stands even when its history was emptied meanwhile', async () => {
    const pull = await green();
    await bed.later(70);
    await bed.sandbox.as('max').untick(pull, 'backups');
    closePull(bed.sandbox.world, pull, { sender: bed.person('wil') });
    await bed.work();
    for (const edit of bed.boards(pull)[0]?.edits ?? []) {
      if (edit.editor?.login === 'max')
        Object.assign(edit, { deletedAt: bed.clock.now(), deletedBy: bed.person('wil'), body: null });
    }
    reopenPull(bed.sandbox.world, pull, bed.person('wil'));
    await bed.work();
    expect(bed.states(pull)).toMatchObject({ backups: 'open' });
  });

  test('who pushed is known all the same', async () => {
    const pull = await bed.release('next');
    await bed.work();
    await bed.sandbox.as('max').push(bed.repo, 'next', { 'next.txt': 'newer\n' });
    closePull(bed.sandbox.world, pull, { sender: bed.person('wil') });
    await bed.work();
    expect(bed.memory(pull).pushers.map(({ login }) => login)).toEqual(['wil', 'max']);
  });

  test('and small talk is forgotten', async () => {
    const pull = await bed.release('next');
    await bed.work();
    closePull(bed.sandbox.world, pull, { sender: bed.person('wil') });
    await bed.sandbox.as('max').say(pull, 'That was it.');
    await bed.work();
    expect(await bed.store.read.facts(bed.repo.id, pull.number)).toEqual([]);
  });
});

describe('a pull request that GitHub does not show', () => {
  test('for a while: nothing lets it go, and nothing that was said is lost', async () => {
    const pull = await green();
    const mend = bed.sandbox.faults.add({ does: 'not-found', on: 'POST /graphql' });
    await bed.sandbox.as('max').say(pull, '/gonogo hold not today');
    await bed.work();
    for (const seconds of [5, 20, 60]) await bed.later(seconds);
    mend();
    for (const seconds of [120, 120]) await bed.later(seconds);
    expect(bed.check(pull.pull.headSha)).toBe('action_required');
    expect(bed.store.statements().map(({ act }) => act)).toContain('hold');
  });

  test('ever again is given up', async () => {
    const pull = await bed.release('next');
    await bed.work();
    bed.sandbox.faults.add({ does: 'not-found', on: 'POST /graphql' });
    await bed.sandbox.as('max').say(pull, '/gonogo hold not today');
    await bed.work();
    for (let round = 0; round < 30; round += 1) await bed.later(601);
    expect(bed.store.wanted().filter(({ kind }) => kind === 'pull')).toEqual([]);
    expect(await bed.store.read.facts(bed.repo.id, pull.number)).toEqual([]);
    expect(bed.reports.map(({ event }) => event)).toContain('pull.gone');
  });
});

describe('what fails inside of us', () => {
  test('leaves no green behind that somebody may have taken back', async () => {
    const pull = await green();
    const { people } = bed.world.platform;
    Object.assign(bed.world.platform, {
      people: async () => {
        throw new TypeError('a mistake of ours');
      },
    });
    await bed.sandbox.as('max').say(pull, '/gonogo untick backups');
    await bed.work();
    expect(bed.check(pull.pull.headSha)).toBe('failure');
    expect(bed.reports.filter(({ level }) => level === 'alarm').map(({ because }) => because)).toEqual(['a mistake of ours']);
    Object.assign(bed.world.platform, { people });
    await bed.later(60);
    expect(bed.check(pull.pull.headSha)).toBe('action_required');
  });
});
