import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { commitFiles } from '../../../../src/sandbox/state/pushes.ts';
import { failure, openTown } from '../../open-town.ts';
import { here } from '../../town.ts';

let town: Awaited<ReturnType<typeof openTown>>;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

test('files are read and written, and not over what somebody else wrote', async () => {
  const { rest } = town.as('wil');
  const path = 'src/deep/a b.txt';
  const write = (content: string, sha?: string) =>
    rest.repos.createOrUpdateFileContents({
      ...here,
      path,
      message: 'm',
      content: btoa(content),
      branch: 'files',
      ...(sha !== undefined && { sha }),
    });
  await rest.git.createRef({ ...here, ref: 'refs/heads/files', sha: town.root });
  const first = await write('one\n');
  expect([first.status, await failure(write('two\n'))]).toMatchObject([201, { status: 409 }]);
  const second = await write('two\n', first.data.content?.sha);
  expect(second.status).toBe(200);
  const read = await rest.repos.getContent({ ...here, path, ref: 'files' });
  expect(read.data).toMatchObject({ type: 'file', encoding: 'base64', content: btoa('two\n'), size: 4 });
  expect((await rest.repos.getContent({ ...here, path: 'src', ref: 'files' })).data).toMatchObject([
    { type: 'dir', name: 'deep' },
  ]);
  expect((await rest.repos.getContent({ ...here, path: '' })).data).toMatchObject([{ type: 'file', name: 'README.md' }]);
  await rest.repos.deleteFile({ ...here, path, message: 'm', branch: 'files', sha: second.data.content?.sha ?? '' });
  expect(await failure(rest.repos.getContent({ ...here, path, ref: 'files' }))).toMatchObject({ status: 404 });
});

test('a comparison shows no more than 300 files and 250 commits, and pages its commits', async () => {
  const { rest } = town.as('rea');
  const author = town.person('wil');
  const files = Object.fromEntries(Array.from({ length: 310 }, (_, at) => [`many/${at}`, `${at}\n`]));
  commitFiles(town.world, town.repo, { author, message: 'many', branch: 'wide', files, from: town.root });
  for (let at = 0; at < 260; at++)
    commitFiles(town.world, town.repo, { author, message: `${at}`, branch: 'wide', files: { counter: `${at}\n` } });
  const { data } = await rest.repos.compareCommitsWithBasehead({ ...here, basehead: 'main...wide' });
  expect([data.status, data.ahead_by, data.total_commits, data.commits.length, data.files?.length]).toEqual([
    'ahead',
    261,
    261,
    250,
    300,
  ]);
  const last = await rest.repos.compareCommitsWithBasehead({ ...here, basehead: 'main...wide', per_page: 100, page: 3 });
  expect([last.data.commits.length, last.data.files]).toEqual([61, []]);
  expect(data.merge_base_commit.sha).toBe(town.root);
  expect(await failure(rest.repos.compareCommitsWithBasehead({ ...here, basehead: 'main...nowhere' }))).toMatchObject({
    status: 404,
  });
});

test('branches, tags, commits and the pull requests they belong to', async () => {
  const { rest } = town.as('rea');
  const issue = town.pull('release/1');
  town.repo.refs.set('refs/tags/v1', town.root);
  expect((await rest.repos.listBranches(here)).data.map(({ name }) => name)).toContain('release/1');
  expect((await rest.repos.getBranch({ ...here, branch: 'release/1' })).data).toMatchObject({
    protected: false,
    commit: { sha: issue.pull.headSha },
  });
  expect((await rest.repos.listTags(here)).data).toMatchObject([{ name: 'v1', commit: { sha: town.root } }]);
  expect((await rest.repos.listCommits({ ...here, sha: 'release/1' })).data.map(({ sha }) => sha)).toEqual([
    issue.pull.headSha,
    town.root,
  ]);
  expect((await rest.repos.getCommit({ ...here, ref: 'release/1' })).data).toMatchObject({
    stats: { total: 1 },
    files: [{ status: 'added' }],
  });
  const pulls = await rest.repos.listPullRequestsAssociatedWithCommit({ ...here, commit_sha: issue.pull.headSha });
  expect(pulls.data.map(({ number }) => number)).toEqual([issue.number]);
});

test('a fork is forked once', async () => {
  const { rest } = town.as('rea');
  const ids = [await rest.repos.createFork(here), await rest.repos.createFork(here)].map(({ data }) => data.id);
  expect(ids[0]).toBe(ids[1]);
  expect((await rest.repos.get({ owner: 'rea', repo: 'shop' })).data).toMatchObject({
    fork: true,
    parent: { full_name: 'acme/shop' },
  });
});

test('a renamed repository is found under its former name', async () => {
  const [ada, wil] = [town.as('ada'), town.as('wil')];
  const { token: wilToken } = (await wil.auth()) as { token: string };
  await ada.rest.repos.update({ ...here, name: 'store' });
  expect((await wil.rest.repos.get(here)).data.name).toBe('store');
  const made = await wil.rest.issues.create({ ...here, title: 'by the former name', body: 'kept' });
  expect(made.data).toMatchObject({ title: 'by the former name', body: 'kept' });
  const raw = await fetch(`${town.sandbox.url}/repos/acme/shop/issues?state=all`, {
    redirect: 'manual',
    headers: { authorization: `token ${wilToken}` },
  });
  expect([raw.status, raw.headers.get('location')]).toEqual([
    301,
    `${town.sandbox.url}/repositories/${town.repo.id}/issues?state=all`,
  ]);
  await ada.rest.repos.update({ owner: 'acme', repo: 'store', archived: true, default_branch: 'main' });
  expect(await failure(wil.rest.issues.create({ owner: 'acme', repo: 'store', title: 't' }))).toMatchObject({
    status: 403,
    message: expect.stringContaining('archived'),
  });
  expect(await failure(wil.rest.repos.update({ owner: 'acme', repo: 'store', name: 'mine' }))).toMatchObject({ status: 403 });
});
