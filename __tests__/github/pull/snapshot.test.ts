import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PullSnapshot } from '../../../src/reconcile/ports/snapshot.ts';
import { writeBlob } from '../../../src/sandbox/git/store.ts';
import { setLabels } from '../../../src/sandbox/state/issues.ts';
import type { PullRequest } from '../../../src/sandbox/state/model.ts';
import { closePull, openPull, setDraft } from '../../../src/sandbox/state/pulls.ts';
import { commitFiles, push } from '../../../src/sandbox/state/pushes.ts';
import { addRepo } from '../../../src/sandbox/state/repositories.ts';
import { startRun } from '../../../src/sandbox/state/runs.ts';
import { askOf, type Here, openPlatform, wishOf } from '../open.ts';
import { endRun } from './end-run.ts';

let here: Here;
beforeAll(async () => {
  here = await openPlatform();
});
afterAll(() => here.close());

async function look(pull: PullRequest): Promise<PullSnapshot> {
  const { id: repoId, name } = pull.repo;
  const found = await here.platform.pull(askOf({ place: { ...here.place, repoId, name } }, pull));
  if (found === undefined) throw new Error('it is not there');
  return found;
}

describe('the config at the tips', () => {
  const link = { mode: '120000', text: 'elsewhere.yml' } as const;
  test.each<readonly [string, string, string | Buffer | typeof link, object]>([
    ['a file', '.github/gonogo.yml', 'version: 1\n', { is: 'text', text: 'version: 1\n' }],
    ['nothing', '.github/other.yml', 'x', { is: 'none' }],
    ['another case', '.github/Gonogo.yml', 'x', { is: 'none' }],
    ['an empty file', '.github/gonogo.yml', '', { is: 'text', text: '' }],
    ['a link', '.github/gonogo.yml', link, { is: 'unusable', because: 'it is a link' }],
    ['a folder that is a link', '.github', link, { is: 'unusable', because: 'a folder on the way there is a link' }],
    ['a folder that is a file', '.github', 'x', { is: 'unusable', because: 'a folder on the way there is none' }],
    ['a folder in its place', '.github/gonogo.yml/x', 'x', { is: 'unusable', because: 'it is a folder' }],
    ['bytes', '.github/gonogo.yml', Buffer.from([1, 0, 2]), { is: 'unusable', because: 'it is no text' }],
    [
      'another encoding',
      '.github/gonogo.yml',
      Buffer.from([0x66, 0xfc, 0x72]),
      { is: 'unusable', because: 'it is not written in UTF-8' },
    ],
    ['too much', '.github/gonogo.yml', 'x'.repeat(65_537), { is: 'unusable', because: 'it is larger than 64 KiB' }],
    ['as much as goes', '.github/gonogo.yml', 'x'.repeat(65_536), { is: 'text' }],
  ])('%s', async (_what, path, content, config) => {
    const repo = addRepo(here.world, { owner: here.acme.account, name: `r${here.world.repos.size}`, private: true });
    const isLink = typeof content === 'object' && 'mode' in content;
    const file = isLink ? { mode: content.mode, sha: writeBlob(repo.store, content.text) } : content;
    const author = here.person('ada');
    const sha = commitFiles(here.world, repo, { author, message: 'm', branch: 'main', files: { [path]: file } });
    commitFiles(here.world, repo, { author, message: 'm', branch: 'topic', files: { a: 'b' }, from: sha });
    const pull = openPull(here.world, repo, { title: 'T', author, base: 'main', head: { repo, ref: 'topic' } });
    const { base, defaultBranch } = await look(pull);
    expect(base.tip).toMatchObject({ sha, config });
    expect(defaultBranch).toMatchObject({ branch: 'main', sha, config });
  });
});

test('each label that there ever was, and every commit, over as many pages as it takes', async () => {
  const pull = here.pull('labels');
  const sender = here.person('tri');
  for (let at = 0; at < 103; at += 1) setLabels(here.world, pull, { labels: [`l${at % 7}`], sender });
  setLabels(here.world, pull, { labels: ['now'], sender });
  const by = ['max', 'tri', 'rea', 'ada'];
  for (let at = 0; at < 101; at += 1) {
    const author = here.person(by[at % by.length] ?? 'max');
    commitFiles(here.world, here.repo, { author, message: `${at}`, branch: 'labels', files: { a: `${at}` } });
  }
  const { labels, committers } = await look(pull);
  expect(labels).toEqual(['l0', 'l1', 'l2', 'l3', 'l4', 'l5', 'l6', 'now']);
  expect(committers?.map(({ login }) => login).toSorted()).toEqual(['ada', 'max', 'rea', 'tri', 'wil']);
});

test('who helped to write a commit, also where they are many', async () => {
  const pull = here.pull('helpers');
  const trailer = (login: string, id: number) => `Co-authored-by: ${login} <${id}+${login}@users.noreply.github.com>`;
  const strangers = Array.from({ length: 30 }, (_, at) => `Co-authored-by: s${at} <s${at}@example.com>`);
  const message = ['add', '', ...strangers, trailer('rea', here.person('rea').id)].join('\n');
  commitFiles(here.world, here.repo, { author: here.person('max'), message, branch: 'helpers', files: { b: 'b' } });
  const { committers } = await look(pull);
  expect(committers?.map(({ login }) => login).toSorted()).toEqual(['max', 'rea', 'wil']);
});

test('whether workflow runs of the head go on; none at all are still to come', async () => {
  const pull = here.pull('runs');
  const sha = pull.pull.headSha;
  expect((await look(pull)).runs.state).toBe('running');
  const start = (path: string) =>
    startRun(here.world, here.repo, {
      event: 'pull_request',
      actor: here.person('wil'),
      path,
      sha,
      branch: 'topic',
      jobs: [{ name: 'build' }],
    });
  const runs = [start('.github/workflows/a.yml'), start('.github/workflows/b.yml')];
  for (const run of runs) {
    expect((await look(pull)).runs.state).toBe('running');
    endRun(here.world, run);
  }
  expect((await look(pull)).runs.state).toBe('completed');
});

test('a draft, closed, and without its branches', async () => {
  const pull = here.pull('draft');
  const sender = here.person('ada');
  setDraft(here.world, pull, { draft: true, sender });
  expect(await look(pull)).toMatchObject({ isDraft: true, state: 'open' });
  const other = here.pull('other');
  closePull(here.world, other, { sender, merge: here.root });
  expect((await look(other)).state).toBe('merged');
  closePull(here.world, pull, { sender });
  push(here.world, { repo: here.repo, ref: 'refs/heads/draft', sha: null, sender });
  expect(await look(pull)).toMatchObject({ state: 'closed', head: { branch: 'draft', sha: pull.pull.headSha } });
  here.repo.refs.delete('refs/heads/main');
  expect(await look(pull)).toMatchObject({ base: { branch: 'main', tip: null }, defaultBranch: null });
  here.repo.refs.set('refs/heads/main', here.root);
});

test('a pull request of a fork', async () => {
  const fork = addRepo(here.world, { owner: here.person('rea'), name: 'shop', private: true, parent: here.repo });
  const sha = commitFiles(here.world, fork, {
    author: here.person('rea'),
    message: 'm',
    branch: 'main',
    files: { a: 'b' },
    from: here.root,
  });
  const pull = openPull(here.world, here.repo, {
    title: 'F',
    author: here.person('rea'),
    base: 'main',
    head: { repo: fork, ref: 'main' },
  });
  expect((await look(pull)).head).toMatchObject({ branch: 'main', sha, repoId: fork.id });
});

test('our newest check of each name that is asked for, and comments of ours that are no boards', async () => {
  const pull = here.pull('ours');
  const { place, platform } = here;
  const sha = pull.pull.headSha;
  await platform.createCheck({ place, wish: wishOf(sha) });
  const newest = await platform.createCheck({ place, wish: wishOf(sha) });
  await platform.createCheck({ place, wish: wishOf(sha, { name: 'gonogo observe' }) });
  const board = await platform.createComment({ place, number: pull.number, body: 'board' });
  const lost = await platform.createComment({ place, number: pull.number, body: 'another' });
  const found = await platform.pull(askOf(here, pull, [board.nodeId]));
  expect(found).toMatchObject({ checks: [newest], ownComments: [lost.id] });
});
