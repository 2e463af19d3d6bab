import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { failure, openTown } from '../../open-town.ts';
import { here } from '../../town.ts';

let town: Awaited<ReturnType<typeof openTown>>;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

test('reactions are listed, by their kind too, and taken back by who gave them', async () => {
  const made = await town.bot.rest.issues.create({ ...here, title: 't' });
  const { data } = await town.bot.rest.issues.createComment({ ...here, issue_number: made.data.number, body: 'b' });
  const comment = { ...here, comment_id: data.id };
  const own = await town.bot.rest.reactions.createForIssueComment({ ...comment, content: 'eyes' });
  await town.as('rea').rest.reactions.createForIssueComment({ ...comment, content: '+1' });
  const list = async (more: object = {}) => (await town.bot.rest.reactions.listForIssueComment({ ...comment, ...more })).data;
  expect((await list()).map(({ content, user }) => [content, user?.login])).toEqual([
    ['eyes', 'gate[bot]'],
    ['+1', 'rea'],
  ]);
  expect(await list({ content: 'eyes' })).toHaveLength(1);
  const reaction = { ...comment, reaction_id: own.data.id };
  expect(await failure(town.as('rea').rest.reactions.deleteForIssueComment(reaction))).toMatchObject({ status: 403 });
  expect((await town.bot.rest.reactions.deleteForIssueComment(reaction)).status).toBe(204);
  expect(await list()).toHaveLength(1);
});
