import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { isTorn } from '../../../src/github/pull/board.ts';
import type { FoundBoard } from '../../../src/github/pull/read.ts';
import type { PullSnapshot } from '../../../src/reconcile/ports/snapshot.ts';
import { editComment, removeComment, removeEditContent } from '../../../src/sandbox/state/issues.ts';
import type { Comment } from '../../../src/sandbox/state/model.ts';
import { askOf, type Here, openPlatform } from '../open.ts';

let here: Here;
beforeAll(async () => {
  here = await openPlatform({ sandbox: { validate: false } });
});
afterAll(() => here.close());

async function withBoard() {
  const pull = here.pull(`topic-${here.repo.issues.size}`);
  const board = await here.platform.createComment({ place: here.place, number: pull.number, body: 'v0' });
  const comment = here.sandbox.world.comments.get(board.id) as Comment;
  const boards = async (): Promise<PullSnapshot['boards']> =>
    (await here.platform.pull(askOf(here, pull, [board.nodeId, 'IC_nothing'])))?.boards ?? [];
  const edit = (login: string, body: string) => editComment(here.world, comment, { body, sender: here.person(login) });
  return { board, comment, boards, edit };
}

test('its first text, each saving, and what was taken out of its history', async () => {
  const { board, comment, boards, edit } = await withBoard();
  const [first, none] = await boards();
  expect(first).toMatchObject({ id: board.id, body: 'v0', revisions: [{ editor: { login: 'gate', kind: 'bot' }, body: 'v0' }] });
  expect(none).toBeUndefined();
  edit('wil', 'v1');
  edit('max', 'v2');
  const bodies = async () => (await boards())[0]?.revisions.map(({ editor, body }) => [editor?.login, body]);
  expect(await bodies()).toEqual([
    ['gate', 'v0'],
    ['wil', 'v1'],
    ['max', 'v2'],
  ]);
  const saved = comment.edits[1];
  if (saved) removeEditContent(here.world, saved, here.person('ada'));
  expect(await bodies()).toEqual([
    ['gate', 'v0'],
    ['wil', null],
    ['max', 'v2'],
  ]);
});

test('more savings than one page has', async () => {
  const { boards, edit } = await withBoard();
  for (let at = 1; at <= 130; at += 1) edit('wil', `v${at}`);
  const [board] = await boards();
  expect(board?.revisions.map(({ body }) => body)).toEqual(Array.from({ length: 131 }, (_, at) => `v${at}`));
});

test('one that was deleted', async () => {
  const { comment, boards } = await withBoard();
  removeComment(here.world, comment, here.person('wil'));
  expect(await boards()).toEqual([undefined, undefined]);
});

test('a history that does not hold whole bodies proves only what stands there now', async () => {
  const { comment, boards, edit } = await withBoard();
  edit('wil', 'v1');
  edit('max', 'v2');
  Object.assign(comment.edits.at(-1) ?? {}, { body: '+v2' });
  expect((await boards())[0]?.revisions.map(({ body }) => body)).toEqual([null, null, 'v2']);
});

test('ends of lines make no other text', () => {
  const edits = (diff: string | null) => ({ body: 'a\nb', userContentEdits: { nodes: [{ diff }] } }) as unknown as FoundBoard;
  expect([isTorn(edits('a\r\nb')), isTorn(edits('a\nc')), isTorn(edits(null))]).toEqual([false, true, false]);
});
