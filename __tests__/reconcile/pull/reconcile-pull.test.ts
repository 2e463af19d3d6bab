import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readBody } from '../../../src/views/board/body.ts';
import { type Bed, openBed } from '../bed.ts';

let bed: Bed;

beforeEach(async () => {
  bed = await openBed();
});

afterEach(() => bed.close());

const ticked = (body = '') => [...(readBody(body)?.boxes ?? [])].flatMap(([id, on]) => (on ? [id] : []));

test('a release that is opened gets its board and a check that blocks', async () => {
  const pull = await bed.release('next');
  await bed.work();
  expect(bed.reports).toEqual([]);
  expect(bed.boards(pull)).toHaveLength(1);
  expect(bed.boards(pull)[0]?.body).toContain('- [ ] **Backups were restored once**');
  expect(bed.check(pull.pull.headSha)).toBe('action_required');
});

test('ticked by somebody else it turns green once it has settled', async () => {
  const pull = await bed.release('next');
  await bed.work();
  await bed.sandbox.as('max').tick(pull, 'backups');
  await bed.sandbox.as('max').tick(pull, 'alerts');
  await bed.work();
  expect(bed.states(pull)).toEqual({ backups: 'ticked', alerts: 'ticked', docs: 'open' });
  expect(bed.check(pull.pull.headSha)).toBe('action_required');
  await bed.later(21);
  expect(bed.reports).toEqual([]);
  expect(bed.check(pull.pull.headSha)).toBe('success');
  expect(bed.runs(pull.pull.headSha)).toHaveLength(1);
});

async function green(branch = 'next') {
  const pull = await bed.release(branch);
  await bed.work();
  await bed.sandbox.as('max').tick(pull, 'backups');
  await bed.sandbox.as('max').tick(pull, 'alerts');
  await bed.work();
  await bed.later(21);
  expect(bed.check(pull.pull.headSha)).toBe('success');
  return pull;
}

describe('after green', () => {
  test('a tick taken back blocks at once, by the same run', async () => {
    const pull = await green();
    await bed.sandbox.as('wil').untick(pull, 'backups');
    await bed.work();
    expect(bed.check(pull.pull.headSha)).toBe('action_required');
    expect(bed.runs(pull.pull.headSha)).toHaveLength(1);
  });

  test('a push leaves the new head without an answer until it has one, and closes the old', async () => {
    const pull = await green();
    const before = pull.pull.headSha;
    await bed.sandbox.as('wil').push(bed.repo, 'next', { 'next.txt': 'newer\n' });
    await bed.work();
    expect(bed.check(before)).toBe('cancelled');
    // Ticks of items that keep them over a push stand; the second person did not speak on this change.
    expect(bed.states(pull)).toMatchObject({ backups: 'ticked', alerts: 'ticked' });
    expect(bed.check(pull.pull.headSha)).toBe('action_required');
  });

  test('nothing is written while nothing changes', async () => {
    const pull = await green();
    await bed.later(70);
    const writes = () =>
      bed.sandbox.journal.filter(
        ({ method, operation }) => method !== 'GET' && !operation.includes('graphql') && !operation.includes('access_tokens'),
      );
    const before = writes().length;
    for (let round = 0; round < 3; round += 1) {
      await bed.store.tasks.want([{ ...bed.pullTask(pull), installation: bed.place.installation, due: bed.now() }]);
      await bed.store.tasks.want([{ ...bed.checkTask(pull.pull.headSha), installation: bed.place.installation, due: bed.now() }]);
      await bed.later(60);
    }
    expect(writes().slice(before)).toEqual([]);
  });
});

describe('the board', () => {
  test('is written once after people have stopped, and shows what they said', async () => {
    const pull = await bed.release('next');
    await bed.work();
    await bed.sandbox.as('tri').say(pull, '/gonogo status');
    const [board] = bed.boards(pull);
    const before = board?.body;
    await bed.sandbox.as('max').say(pull, '/gonogo tick backups');
    await bed.work();
    expect(ticked(bed.boards(pull)[0]?.body)).toEqual(['backups']);
    expect(before).not.toBe(bed.boards(pull)[0]?.body);
  });

  test('a tick by somebody who may not is taken back on it', async () => {
    bed.repo.collaborators.set(bed.person('tri').id, 'write');
    const pull = await bed.release('next');
    await bed.work();
    await bed.sandbox.as('tri').tick(pull, 'backups');
    bed.repo.collaborators.set(bed.person('tri').id, 'read');
    await bed.work();
    expect(bed.states(pull)).toMatchObject({ backups: 'open' });
    expect(ticked(bed.boards(pull)[0]?.body)).toEqual(['backups']);
    await bed.later(11);
    expect(ticked(bed.boards(pull)[0]?.body)).toEqual([]);
  });

  test('that was edited is put right, and the edit counts for nothing', async () => {
    const pull = await bed.release('next');
    await bed.work();
    const [board] = bed.boards(pull);
    if (board === undefined) throw new Error('there is no board');
    await bed.sandbox
      .as('wil')
      .edit(board, board.body.replace('- [ ] **Backups were restored once**', '- [x] **Nothing to do**'));
    await bed.work();
    await bed.later(11);
    expect(bed.boards(pull)[0]?.body).toContain('- [ ] **Backups were restored once**');
    expect(bed.states(pull)).toMatchObject({ backups: 'open' });
  });

  test('that was deleted is posted again with what was said', async () => {
    const pull = await bed.release('next');
    await bed.work();
    await bed.sandbox.as('max').tick(pull, 'backups');
    await bed.work();
    const [board] = bed.boards(pull);
    await bed.as('wil').issues.deleteComment({ owner: 'acme', repo: 'shop', comment_id: board?.id ?? 0 });
    await bed.work();
    expect(bed.boards(pull)).toHaveLength(1);
    expect(bed.boards(pull)[0]?.id).not.toBe(board?.id);
    expect(ticked(bed.boards(pull)[0]?.body)).toEqual(['backups']);
  });

  test('of another checklist is posted anew, and the old one hidden', async () => {
    const pull = await bed.release('next');
    await bed.work();
    const [board] = bed.boards(pull);
    const changed = `${(await import('../bed.ts')).checklist}      - { id: cache, title: The cache is warm, level: must }\n`;
    await bed.sandbox.as('ada').push(bed.repo, 'main', { '.github/release.yml': changed });
    await bed.work();
    expect(board?.minimized).not.toBeNull();
    expect(bed.boards(pull)).toHaveLength(1);
    expect(bed.boards(pull)[0]?.body).toContain('The cache is warm');
  });
});
