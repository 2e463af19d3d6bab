import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { failure, openTown } from '../../open-town.ts';
import { here } from '../../town.ts';

let town: Awaited<ReturnType<typeof openTown>>;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

test('an issue is opened, changed and found', async () => {
  const { rest } = town.as('tri');
  const made = await rest.issues.create({ ...here, title: 'One', body: 'text', labels: ['ops'], assignees: ['wil'] });
  const issue = { ...here, issue_number: made.data.number };
  expect(made.data).toMatchObject({ state: 'open', labels: [{ name: 'ops' }], assignee: { login: 'wil' } });
  await rest.issues.update({ ...issue, title: 'Two', labels: ['ops', 'late'] });
  expect((await rest.issues.listForRepo({ ...here, labels: 'late' })).data.map(({ title }) => title)).toEqual(['Two']);
  await rest.issues.update({ ...issue, state: 'closed', state_reason: 'not_planned' });
  expect((await rest.issues.get(issue)).data).toMatchObject({ state: 'closed', state_reason: 'not_planned' });
  expect((await rest.issues.listForRepo({ ...here, creator: 'tri' })).data).toEqual([]);
  expect((await rest.issues.listForRepo({ ...here, state: 'all', direction: 'asc' })).data).toHaveLength(1);
  await rest.issues.update({ ...issue, state: 'open' });
  expect(await failure(town.as('rea').rest.issues.update({ ...issue, title: 'Mine' }))).toMatchObject({ status: 403 });
});

describe('comments', () => {
  const issue = { ...here, issue_number: 1 };

  test('are edited by whoever may write, by their author, and by an App that may', async () => {
    const { data } = await town.bot.rest.issues.createComment({ ...issue, body: '- [ ] a' });
    expect(data).toMatchObject({
      user: { login: 'gate[bot]' },
      performed_via_github_app: { slug: 'gate' },
      author_association: 'NONE',
    });
    const edit = (login: string) =>
      town.as(login).rest.issues.updateComment({ ...here, comment_id: data.id, body: `- [x] by ${login}` });
    for (const login of ['ada', 'max', 'wil']) expect((await edit(login)).data.body).toBe(`- [x] by ${login}`);
    for (const login of ['tri', 'rea'])
      expect(await failure(edit(login))).toEqual({ status: 403, message: 'Must have admin rights to Repository.' });
    const own = await town.as('rea').rest.issues.createComment({ ...issue, body: 'mine' });
    await town.as('rea').rest.issues.updateComment({ ...here, comment_id: own.data.id, body: 'mine, edited' });
    expect(
      (await town.bot.rest.issues.updateComment({ ...here, comment_id: own.data.id, body: 'theirs' })).data.user?.login,
    ).toBe('rea');
    expect(await failure(town.as('tri').rest.issues.deleteComment({ ...here, comment_id: own.data.id }))).toMatchObject({
      status: 403,
    });
    await town.as('wil').rest.issues.deleteComment({ ...here, comment_id: own.data.id });
    expect(await failure(town.as('wil').rest.issues.getComment({ ...here, comment_id: own.data.id }))).toMatchObject({
      status: 404,
    });
  });

  test('hold so many bytes, and say something', async () => {
    const create = (body: string) => town.as('rea').rest.issues.createComment({ ...issue, body });
    expect((await create('é'.repeat(131_072))).status).toBe(201);
    expect(await failure(create('é'.repeat(131_073)))).toMatchObject({
      status: 422,
      errors: [{ message: expect.stringContaining('too long') }],
    });
    expect(await failure(create('  '))).toMatchObject({ status: 422, errors: [{ code: 'missing_field', field: 'body' }] });
    const path = `/repos/acme/shop/issues/${issue.issue_number}/comments`;
    const odd = town.as('rea').request({ method: 'POST', url: path, words: 'x' });
    expect(await failure(odd)).toMatchObject({ status: 422, message: expect.stringContaining("required property 'body'") });
  });

  test('are paged, and listed since an instant', async () => {
    const { rest, paginate } = town.as('rea');
    const all = await paginate(rest.issues.listComments, { ...issue, per_page: 1 });
    expect(all.map(({ user }) => user?.login)).toEqual(['gate[bot]', 'rea']);
    expect((await rest.issues.listComments({ ...issue, since: '2999-01-01T00:00:00Z' })).data).toEqual([]);
    expect((await rest.issues.listCommentsForRepo(here)).data).toHaveLength(2);
  });

  test('take reactions, each once', async () => {
    const [comment] = (await town.bot.rest.issues.listComments(issue)).data;
    const react = () => town.bot.rest.reactions.createForIssueComment({ ...here, comment_id: comment?.id ?? 0, content: 'eyes' });
    expect([(await react()).status, (await react()).status]).toEqual([201, 200]);
  });

  test('on a locked conversation are for writers', async () => {
    await town.as('tri').rest.issues.lock(issue);
    const say = (login: string) => town.as(login).rest.issues.createComment({ ...issue, body: login });
    expect(await failure(say('rea'))).toMatchObject({ status: 403, message: expect.stringContaining('locked') });
    expect((await say('wil')).status).toBe(201);
    await town.as('tri').rest.issues.unlock(issue);
    expect((await say('rea')).status).toBe(201);
  });
});

test('labels are added, set and removed by who may triage', async () => {
  const issue = { ...here, issue_number: 1 };
  const { rest } = town.as('tri');
  expect((await rest.issues.addLabels({ ...issue, labels: ['new'] })).data.map(({ name }) => name)).toEqual([
    'ops',
    'late',
    'new',
  ]);
  expect((await rest.issues.setLabels({ ...issue, labels: ['only'] })).data.map(({ name }) => name)).toEqual(['only']);
  expect((await rest.issues.removeLabel({ ...issue, name: 'only' })).data).toEqual([]);
  expect(await failure(rest.issues.removeLabel({ ...issue, name: 'only' }))).toMatchObject({ status: 404 });
  expect(await failure(town.as('rea').rest.issues.addLabels({ ...issue, labels: ['x'] }))).toMatchObject({ status: 403 });
  expect((await rest.issues.listLabelsOnIssue(issue)).data).toEqual([]);
  await town.as('wil').rest.issues.createLabel({ ...here, name: 'release', color: 'ff0000', description: 'd' });
  expect(await failure(town.as('wil').rest.issues.createLabel({ ...here, name: 'Release' }))).toMatchObject({
    errors: [{ code: 'already_exists' }],
  });
  expect((await rest.issues.listLabelsForRepo(here)).data.map(({ name }) => name)).toContain('release');
});
