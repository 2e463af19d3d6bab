import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { commitFiles } from '../../../../src/sandbox/state/pushes.ts';
import { addRepo } from '../../../../src/sandbox/state/repositories.ts';
import { addRuleset } from '../../../../src/sandbox/state/rulesets.ts';
import { failure, openTown } from '../../open-town.ts';
import { here } from '../../town.ts';

let town: Awaited<ReturnType<typeof openTown>>;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

function branch(name: string) {
  return commitFiles(town.world, town.repo, {
    author: town.person('wil'),
    message: name,
    branch: name,
    files: { [`${name}.txt`]: '1\n2\n' },
    from: town.root,
  });
}

test('is opened, edited, retargeted, closed and opened again', async () => {
  const { rest } = town.as('wil');
  branch('one');
  branch('base');
  const made = await rest.pulls.create({ ...here, head: 'one', base: 'main', title: 'One', draft: true });
  const pull = { ...here, pull_number: made.data.number };
  expect(made.data).toMatchObject({ draft: true, mergeable_state: 'draft', commits: 1 });
  expect(await failure(rest.pulls.create({ ...here, head: 'one', base: 'main', title: 'Twice' }))).toMatchObject({
    status: 422,
    errors: [{ message: 'A pull request already exists for acme:one.' }],
  });
  expect((await rest.pulls.update({ ...pull, title: 'Other', body: 'b', base: 'base' })).data).toMatchObject({
    title: 'Other',
    base: { ref: 'base' },
  });
  await rest.pulls.update({ ...pull, state: 'closed' });
  expect((await rest.pulls.list(here)).data).toEqual([]);
  expect((await rest.pulls.list({ ...here, state: 'all', head: 'acme:one', base: 'base', sort: 'updated' })).data).toHaveLength(
    1,
  );
  expect((await rest.pulls.update({ ...pull, state: 'open' })).data.state).toBe('open');
  expect((await rest.pulls.listFiles(pull)).data).toMatchObject(
    [{ filename: 'base.txt', status: 'added' }, { filename: 'one.txt' }].slice(1),
  );
  expect((await rest.pulls.listCommits(pull)).data).toHaveLength(1);
  expect(await failure(town.as('rea').rest.pulls.update({ ...pull, title: 'Mine' }))).toMatchObject({ status: 403 });
});

test('comes from a fork, whose owner may not merge it', async () => {
  const fork = addRepo(town.world, { owner: town.person('rea'), name: 'shop', parent: town.repo });
  commitFiles(town.world, fork, { author: town.person('rea'), message: 'm', branch: 'theirs', files: { theirs: '1\n' } });
  const made = await town.as('rea').rest.pulls.create({ ...here, head: 'rea:theirs', base: 'main', title: 'Theirs' });
  const pull = { ...here, pull_number: made.data.number };
  expect(made.data).toMatchObject({ head: { label: 'rea:theirs', repo: { fork: true } }, author_association: 'MEMBER' });
  expect(await failure(town.as('rea').rest.pulls.merge(pull))).toMatchObject({ status: 403 });
  expect(await failure(town.as('rea').rest.pulls.create({ ...here, head: 'eve:x', base: 'main', title: 't' }))).toMatchObject({
    status: 422,
  });
  expect((await town.as('wil').rest.pulls.merge({ ...pull, merge_method: 'squash', commit_title: 'Squashed' })).data.merged).toBe(
    true,
  );
  expect((await town.as('wil').rest.pulls.checkIfMerged(pull)).status).toBe(204);
  expect((await town.as('wil').rest.repos.getCommit({ ...here, ref: 'main' })).data.commit.message).toMatch(/^Squashed\n\n/);
});

test('is reviewed', async () => {
  branch('reviewed');
  const { data } = await town.as('wil').rest.pulls.create({ ...here, head: 'reviewed', base: 'main', title: 'R' });
  const pull = { ...here, pull_number: data.number };
  const { rest } = town.as('max');
  await town.as('wil').rest.pulls.requestReviewers({ ...pull, reviewers: ['max'] });
  expect((await rest.pulls.listRequestedReviewers(pull)).data.users).toHaveLength(1);
  const approved = await rest.pulls.createReview({ ...pull, event: 'APPROVE' });
  expect(approved.data).toMatchObject({ state: 'APPROVED', commit_id: data.head.sha });
  expect(await failure(town.as('wil').rest.pulls.createReview({ ...pull, event: 'APPROVE' }))).toMatchObject({ status: 422 });
  expect(await failure(rest.pulls.createReview({ ...pull, event: 'COMMENT' }))).toMatchObject({
    status: 422,
    errors: [{ field: 'body' }],
  });
  const pending = await rest.pulls.createReview({ ...pull, body: 'so far' });
  const review = { ...pull, review_id: pending.data.id };
  expect(await failure(town.as('ada').rest.pulls.submitReview({ ...review, event: 'COMMENT' }))).toMatchObject({ status: 404 });
  expect((await rest.pulls.submitReview({ ...review, event: 'REQUEST_CHANGES', body: 'no' })).data.state).toBe(
    'CHANGES_REQUESTED',
  );
  await town.as('ada').rest.pulls.dismissReview({ ...review, message: 'settled' });
  expect((await rest.pulls.getReview(review)).data.state).toBe('DISMISSED');
  expect((await rest.pulls.listReviews(pull)).data.map(({ state }) => state)).toEqual(['APPROVED', 'DISMISSED']);
});

test('merges only when the expected App says so', async () => {
  const sha = branch('gated');
  const { data } = await town.as('wil').rest.pulls.create({ ...here, head: 'gated', base: 'main', title: 'G' });
  const pull = { ...here, pull_number: data.number };
  const rules = [
    {
      type: 'required_status_checks',
      parameters: { required_status_checks: [{ context: 'gonogo', integration_id: town.gate.id }] },
    },
  ];
  const ruleset = addRuleset(town.world, town.repo, { rules, sender: town.person('ada') });
  const merge = () => town.as('wil').rest.pulls.merge(pull);
  const waiting = { status: 405, message: expect.stringContaining('Required status check "gonogo" is expected.') };
  expect(await failure(merge())).toMatchObject(waiting);
  await town.as('wil').rest.repos.createCommitStatus({ ...here, sha, state: 'success', context: 'gonogo' });
  expect(await failure(merge())).toMatchObject(waiting);
  await town.bot.rest.checks.create({ ...here, name: 'gonogo', head_sha: sha, conclusion: 'success', status: 'completed' });
  expect(await failure(town.as('wil').rest.pulls.merge({ ...pull, sha: town.root }))).toMatchObject({ status: 409 });
  expect((await merge()).data.merged).toBe(true);
  town.repo.rulesets.delete(ruleset.id);
});

test('is brought up to date', async () => {
  branch('late');
  const { data } = await town.as('wil').rest.pulls.create({ ...here, head: 'late', base: 'main', title: 'L' });
  const pull = { ...here, pull_number: data.number };
  expect(await failure(town.as('wil').rest.pulls.updateBranch({ ...pull, expected_head_sha: town.root }))).toMatchObject({
    status: 422,
  });
  expect((await town.as('wil').rest.pulls.updateBranch(pull)).status).toBe(202);
  expect((await town.as('wil').rest.repos.compareCommitsWithBasehead({ ...here, basehead: 'main...late' })).data.behind_by).toBe(
    0,
  );
});
