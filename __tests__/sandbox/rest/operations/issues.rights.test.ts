import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openTown } from '../../open-town.ts';
import { here } from '../../town.ts';

let town: Awaited<ReturnType<typeof openTown>>;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

test('labels and assignees of those who may not set them are dropped without a word', async () => {
  const { rest } = town.as('rea');
  const made = await rest.issues.create({ ...here, title: 'mine', labels: ['release'], assignees: ['wil'] });
  expect(made.data).toMatchObject({ labels: [], assignees: [] });
  const after = await rest.issues.update({ ...here, issue_number: made.data.number, labels: ['release'], title: 'still mine' });
  expect(after.data).toMatchObject({ labels: [], title: 'still mine' });
  expect(town.repo.labels.size).toBe(0);
});

test('what an App opened says so', async () => {
  const made = await town.bot.rest.issues.create({ ...here, title: 'follow-up', labels: ['debt'], assignees: ['wil'] });
  expect(made.data).toMatchObject({
    performed_via_github_app: { slug: 'gate' },
    labels: [{ name: 'debt' }],
    assignees: [{ login: 'wil' }],
  });
  expect(
    (await town.as('rea').rest.issues.get({ ...here, issue_number: made.data.number })).data.performed_via_github_app?.slug,
  ).toBe('gate');
});

test('issues are listed since an instant, by who has them, and in the order that is asked for', async () => {
  const { rest } = town.as('wil');
  const titles = async (more: object) => (await rest.issues.listForRepo({ ...here, ...more })).data.map(({ title }) => title);
  town.world.clock.set(Date.now() + 60_000);
  await rest.issues.update({ ...here, issue_number: 1, body: 'moved' });
  expect(await titles({ sort: 'updated' })).toEqual(['still mine', 'follow-up']);
  expect(await titles({ sort: 'updated', direction: 'asc' })).toEqual(['follow-up', 'still mine']);
  expect(await titles({ since: new Date(Date.now() + 30_000).toISOString() })).toEqual(['still mine']);
  expect(await titles({ assignee: 'wil' })).toEqual(['follow-up']);
  expect(await titles({ assignee: 'none' })).toEqual(['still mine']);
});
