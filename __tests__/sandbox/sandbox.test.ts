import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { failure, openTown } from './open-town.ts';
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
  expect((await wil.rest.repos.getContent({ ...here, path: 'src/a.ts' })).data).toMatchObject({ content: `${btoa('one\n')}\n` });
  expect((await wil.rest.repos.getCommit({ ...here, ref: 'main' })).data.parents).toHaveLength(2);
  expect(sandbox.breaches).toEqual([]);
});

const put = 'mutation($id: ID!) { enqueuePullRequest(input: { pullRequestId: $id }) { mergeQueueEntry { position } } }';

test('a queue merges what is green in its group, by a check of the App and a run of a workflow', async () => {
  const { as, bot, sandbox, repo, person } = town;
  const pull = town.pull('queued');
  const required = [
    { context: 'gonogo', integration_id: town.gate.id },
    { context: 'test', integration_id: 15368 },
  ];
  const queue = {
    check_response_timeout_minutes: 60,
    grouping_strategy: 'ALLGREEN',
    max_entries_to_build: 5,
    max_entries_to_merge: 5,
    merge_method: 'MERGE',
    min_entries_to_merge: 1,
    min_entries_to_merge_wait_minutes: 5,
  } as const;
  await as('ada').rest.repos.createRepoRuleset({
    ...here,
    name: 'queue',
    enforcement: 'active',
    conditions: { ref_name: { include: ['~DEFAULT_BRANCH'], exclude: [] } },
    rules: [
      { type: 'merge_queue', parameters: queue },
      {
        type: 'required_status_checks',
        parameters: { required_status_checks: required, strict_required_status_checks_policy: false },
      },
    ],
  });
  const judged = (sha: string) =>
    bot.rest.checks.create({ ...here, name: 'gonogo', head_sha: sha, status: 'completed', conclusion: 'success' });
  const tested = (sha: string, event: string) =>
    sandbox.run(repo, { event, actor: person('wil'), path: '.github/workflows/ci.yml', sha, jobs: [{ name: 'test' }] });
  await judged(pull.pull.headSha);
  await tested(pull.pull.headSha, 'pull_request');
  const button = as('wil').rest.pulls.merge({ ...here, pull_number: pull.number });
  expect(await failure(button)).toMatchObject({ status: 405, message: expect.stringContaining('merge queue') });
  const { data } = await as('wil').rest.pulls.get({ ...here, pull_number: pull.number });
  expect(await as('wil').graphql(put, { id: data.node_id })).toEqual({
    enqueuePullRequest: { mergeQueueEntry: { position: 1 } },
  });
  const refs = await bot.rest.git.listMatchingRefs({ ...here, ref: 'heads/gh-readonly-queue/main' });
  const sha = refs.data[0]?.object.sha ?? '';
  await judged(sha);
  expect((await bot.rest.pulls.get({ ...here, pull_number: pull.number })).data.merged).toBe(false);
  await tested(sha, 'merge_group');
  const after = await bot.rest.pulls.get({ ...here, pull_number: pull.number });
  expect(after.data).toMatchObject({ merged: true, merge_commit_sha: sha, merged_by: { login: 'github-merge-queue[bot]' } });
  expect((await bot.rest.repos.getBranch({ ...here, branch: 'main' })).data.commit.sha).toBe(sha);
});
