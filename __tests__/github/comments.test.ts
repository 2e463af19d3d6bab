import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addComment, removeComment, setLocked } from '../../src/sandbox/state/issues.ts';
import type { PullRequest } from '../../src/sandbox/state/model.ts';
import { type Here, openPlatform } from './open.ts';

let here: Here;
let pull: PullRequest;
beforeAll(async () => {
  here = await openPlatform();
  pull = here.pull('topic');
});
afterAll(() => here.close());

const stored = (id: number) => here.sandbox.world.comments.get(id);

test('written, changed, read, hidden and answered', async () => {
  const { platform, place } = here;
  const made = await platform.createComment({ place, number: pull.number, body: 'one' });
  expect(stored(made.id)).toMatchObject({ body: 'one', author: here.gate.bot });
  expect(await platform.updateComment({ place, comment: made.id, body: 'two' })).toEqual({ ...made, body: 'two' });
  expect(await platform.comment({ place, comment: made.id })).toEqual({ ...made, body: 'two' });
  await platform.hideComment({ place, nodeId: made.nodeId });
  await platform.react({ place, comment: made.id, with: '-1' });
  await platform.react({ place, comment: made.id, with: '-1' });
  expect(stored(made.id)).toMatchObject({ minimized: 'outdated', reactions: [{ content: '-1' }] });
});

test('only what our own account wrote is ours, whatever it says', async () => {
  const { platform, place } = here;
  const spoof = addComment(here.world, pull, { body: '<!-- gonogo-board v=1 -->', author: here.person('wil') });
  for (let at = 0; at < 120; at += 1) addComment(here.world, pull, { body: `${at}`, author: here.person('rea') });
  const last = await platform.createComment({ place, number: pull.number, body: 'last' });
  const own = await platform.ownComments({ place, number: pull.number });
  expect(own.map(({ body }) => body)).toEqual(['two', 'last']);
  expect(await platform.comment({ place, comment: spoof.id })).toBeUndefined();
  const found = stored(last.id);
  if (found) removeComment(here.world, found, here.person('wil'));
  expect(await platform.comment({ place, comment: last.id })).toBeUndefined();
  await expect(platform.updateComment({ place, comment: last.id, body: 'x' })).rejects.toMatchObject({ fault: { kind: 'gone' } });
  await expect(platform.hideComment({ place, nodeId: last.nodeId })).rejects.toMatchObject({ fault: { kind: 'gone' } });
});

test('what is too long is refused; in an archived repository nothing is written', async () => {
  const { platform, place } = here;
  const body = 'x'.repeat(262_145);
  await expect(platform.createComment({ place, number: pull.number, body })).rejects.toMatchObject({
    fault: { kind: 'refused' },
  });
  setLocked(here.world, pull, { locked: true, sender: here.person('ada') });
  here.repo.archived = true;
  await expect(platform.createComment({ place, number: pull.number, body: 'x' })).rejects.toMatchObject({
    fault: { kind: 'forbidden' },
  });
  here.repo.archived = false;
});
