import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openTown } from './open-town.ts';
import { here } from './town.ts';

let town: Awaited<ReturnType<typeof openTown>>;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

test('what one view writes all others show', async () => {
  const { as, bot, sandbox } = town;
  const wil = as('wil');
  const main = await wil.rest.git.getRef({ ...here, ref: 'heads/main' });
  await wil.rest.git.createRef({ ...here, ref: 'refs/heads/release/1.0', sha: main.data.object.sha });
  await wil.rest.repos.createOrUpdateFileContents({
    ...here,
    path: 'src/a.ts',
    branch: 'release/1.0',
    message: 'a',
    content: btoa('one\n'),
  });
  const pull = await wil.rest.pulls.create({ ...here, title: 'Release 1.0', head: 'release/1.0', base: 'main', body: 'notes' });
  expect(pull.data).toMatchObject({ number: 1, mergeable_state: 'clean', changed_files: 1, additions: 1 });
  const board = await bot.rest.issues.createComment({ ...here, issue_number: 1, body: '- [ ] one' });
  expect(board.data.user?.login).toBe('gate[bot]');
  const run = await bot.rest.checks.create({ ...here, name: 'gonogo', head_sha: pull.data.head.sha, status: 'in_progress' });
  expect(run.data.pull_requests).toHaveLength(1);
  expect((await wil.rest.pulls.get({ ...here, pull_number: 1 })).data.mergeable_state).toBe('unstable');
  await bot.rest.checks.update({ ...here, check_run_id: run.data.id, conclusion: 'success' });
  expect((await wil.rest.pulls.merge({ ...here, pull_number: 1 })).data.merged).toBe(true);
  const after = await wil.rest.pulls.get({ ...here, pull_number: 1 });
  expect(after.data).toMatchObject({ state: 'closed', merged: true, merged_by: { login: 'wil' } });
  expect((await wil.rest.repos.getContent({ ...here, path: 'src/a.ts' })).data).toMatchObject({ content: btoa('one\n') });
  expect((await wil.rest.repos.getCommit({ ...here, ref: 'main' })).data.parents).toHaveLength(2);
  expect(sandbox.breaches).toEqual([]);
});
