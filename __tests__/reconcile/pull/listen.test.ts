import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { editComment } from '../../../src/sandbox/state/issues.ts';
import type { Comment, PullRequest } from '../../../src/sandbox/state/model.ts';
import { type Bed, checklist, openBed } from '../bed.ts';

let bed: Bed;
let pull: PullRequest;

beforeEach(async () => {
  bed = await openBed();
  pull = await bed.release('next');
  await bed.work();
});

afterEach(() => bed.close());

const board = (): Comment => {
  const [first] = bed.boards(pull);
  if (first === undefined) throw new Error('there is no board');
  return first;
};
const said = () => bed.store.statements().map(({ act, item, by }) => `${by.login} ${act} ${item}`);

describe('two people at once', () => {
  test('by position: both count', async () => {
    await Promise.all([bed.sandbox.as('max').tick(pull, 'backups'), bed.sandbox.as('wil').tick(pull, 'alerts')]);
    await bed.work();
    expect(said().toSorted()).toEqual(['max tick backups', 'wil tick alerts']);
  });

  test('from an old tab, which sends the whole body back: its one tick counts, and the other one stays', async () => {
    const tab = bed.sandbox.as('wil').openTab(pull, 'alerts');
    await bed.sandbox.as('max').tick(pull, 'backups');
    await tab.tick('alerts');
    await bed.work();
    expect(said().toSorted()).toEqual(['max tick backups', 'wil tick alerts']);
    expect(bed.states(pull)).toMatchObject({ backups: 'ticked', alerts: 'ticked' });
    await bed.later(61);
    expect(board().body).toMatch(/- \[x\].*gonogo:backups/);
    expect(board().body).toMatch(/- \[x\].*gonogo:alerts/);
  });

  test('one of whom nobody told us: both count all the same', async () => {
    bed.sandbox.webhooks.shake({ drop: 1 });
    await bed.sandbox.as('max').tick(pull, 'backups');
    bed.sandbox.webhooks.shake({});
    await bed.sandbox.as('wil').tick(pull, 'alerts');
    await bed.work();
    expect(said().toSorted()).toEqual(['max tick backups', 'wil tick alerts']);
  });
});

test('a tick between our look at the board and our writing of it stays', async () => {
  bed.repo.collaborators.set(bed.person('tri').id, 'write');
  await bed.sandbox.as('tri').tick(pull, 'docs');
  bed.repo.collaborators.set(bed.person('tri').id, 'read');
  await bed.work();
  const { comment } = bed.world.platform;
  Object.assign(bed.world.platform, {
    comment: async (ask: Parameters<typeof comment>[0]) => {
      Object.assign(bed.world.platform, { comment });
      await bed.sandbox.as('max').tick(pull, 'backups');
      return comment(ask);
    },
  });
  for (const seconds of [11, 61]) await bed.later(seconds);
  expect(bed.states(pull)).toMatchObject({ backups: 'ticked', docs: 'open' });
  expect(board().body).toMatch(/- \[x\].*gonogo:backups/);
  expect(board().body).toMatch(/- \[ \].*gonogo:docs/);
});

describe('nobody’s word', () => {
  test('is what a program ticks', async () => {
    const other = { ...bed.gate.bot, id: 4_242, login: 'helper[bot]' };
    const body = board().body.replace('- [ ] **Backups', '- [x] **Backups');
    editComment(bed.sandbox.world, board(), { body, sender: other });
    await bed.work();
    await bed.later(61);
    expect(said()).toEqual([]);
    expect(bed.states(pull)).toMatchObject({ backups: 'open' });
    expect(board().body).toMatch(/- \[ \].*gonogo:backups/);
  });

  test('is a command that was edited into a comment, and one of a program', async () => {
    const comment = await bed.sandbox.as('max').say(pull, 'Looks good.');
    await bed.work();
    await bed.sandbox.as('max').edit(comment, '/gonogo tick backups');
    const fact = {
      is: 'created',
      repoId: bed.repo.id,
      number: pull.number,
      comment: 77,
      at: bed.now(),
      url: 'https://x',
    } as const;
    bed.store.say({ ...fact, by: { id: 4_242, login: 'helper[bot]', kind: 'bot' }, body: '/gonogo tick backups' });
    await bed.work();
    await bed.run(bed.pullTask(pull));
    expect(said()).toEqual([]);
    expect(await bed.store.read.facts(bed.repo.id, pull.number)).toEqual([]);
  });

  test('is an edit whose content was taken out of the history before we saw it; it is asked for again', async () => {
    bed.sandbox.webhooks.shake({ drop: 1 });
    await bed.sandbox.as('max').tick(pull, 'backups');
    const [, emptied] = board().edits;
    bed.clock.advance(1_000);
    await bed.sandbox.as('wil').tick(pull, 'docs');
    bed.sandbox.webhooks.shake({});
    Object.assign(emptied ?? {}, { deletedAt: bed.clock.now(), deletedBy: bed.person('wil'), body: null });
    await bed.sweep();
    await bed.later(61);
    expect(said()).toEqual([]);
    expect(board().body).toMatch(/- \[ \].*gonogo:backups/);
    expect(bed.reports.map(({ event }) => event)).toContain('board.dropped');
  });
});

test('a board that was hidden is heard all the same', async () => {
  board().minimized = 'OUTDATED';
  await bed.sandbox.as('max').tick(pull, 'backups');
  await bed.work();
  expect(bed.states(pull)).toMatchObject({ backups: 'ticked' });
});

test('a saving is heard once, however often it is told', async () => {
  bed.sandbox.webhooks.shake({ duplicate: 1 });
  await bed.sandbox.as('max').tick(pull, 'backups');
  await bed.work();
  await bed.sweep();
  expect(said()).toEqual(['max tick backups']);
});

describe('a board that another takes the place of', () => {
  const longer = checklist.replace('level: should', 'level: must');

  /** What somebody does right before the new board is posted. */
  async function meanwhile(act: () => Promise<void>) {
    await bed.sandbox.as('max').tick(pull, 'backups');
    await bed.work();
    await bed.sandbox.as('ada').push(bed.repo, 'main', { '.github/release.yml': longer });
    const { createComment } = bed.world.platform;
    Object.assign(bed.world.platform, {
      createComment: async (ask: Parameters<typeof createComment>[0]) => {
        Object.assign(bed.world.platform, { createComment });
        await act();
        return createComment(ask);
      },
    });
    await bed.work();
    await bed.later(61);
  }

  test.each([0, 1])('a box that is taken back meanwhile is taken back, told of or not (%d lost)', async (drop) => {
    await meanwhile(async () => {
      bed.sandbox.webhooks.shake({ drop });
      await bed.sandbox.as('max').untick(pull, 'backups');
      bed.sandbox.webhooks.shake({});
    });
    await bed.sweep();
    await bed.later(61);
    expect(said()).toEqual(['max tick backups', 'max untick backups']);
    expect(bed.states(pull)).toMatchObject({ backups: 'open' });
    expect(board().body).toMatch(/- \[ \].*gonogo:backups/);
  });

  test('a tick meanwhile is on record as one that did not count, with why', async () => {
    await meanwhile(() => bed.sandbox.as('max').tick(pull, 'alerts'));
    expect(said()).toEqual(['max tick backups', 'max refused alerts']);
    expect(bed.store.statements().at(-1)?.reason).toMatch(/the checklist has changed since this board was posted/);
    expect(bed.states(pull)).toMatchObject({ backups: 'ticked', alerts: 'open' });
  });

  test('what is flipped on it long after, hidden as it is, counts no more than that', async () => {
    const [old] = bed.boards(pull);
    await meanwhile(async () => undefined);
    expect(old?.minimized).not.toBeNull();
    const { body = '' } = old ?? {};
    if (old)
      editComment(bed.sandbox.world, old, {
        body: body.replace('- [ ] **Somebody', '- [x] **Somebody'),
        sender: bed.person('max'),
      });
    await bed.work();
    expect(said().at(-1)).toBe('max refused alerts');
  });

  test('it keeps nothing from turning green', async () => {
    await meanwhile(async () => undefined);
    for (const item of ['alerts', 'docs']) await bed.sandbox.as('max').tick(pull, item);
    for (const seconds of [0, 20, 20]) await bed.later(seconds);
    expect(bed.check(pull.pull.headSha)).toBe('success');
  });
});
