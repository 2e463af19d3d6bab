import { afterAll, describe, expect, test } from '@jest/globals';
import { findReleased } from '../../../src/doors/action/release.ts';
import { folder, git, removeFolders, repository } from '../child.ts';
import { farAway } from './far.ts';
import { commit, sourcesOf, type Told } from './shop.ts';

afterAll(removeFolders);

const root = repository({ a: 'a\n' });
const first = git(root, 'rev-parse', 'HEAD');
git(root, 'tag', 'v1.0.0');
git(root, 'tag', '--annotate', '--message=x', 'v1.1.0');
git(root, 'tag', '--annotate', '--message=x', 'again', 'v1.1.0');
git(root, 'tag', 'a-file', `${first}:a`);
const second = commit(root, {});
git(root, 'tag', 'kö/v2+b@c');

const release = (tag: string, sha = first): Told => ({
  event: 'release',
  payload: { release: { tag_name: tag, published_at: '2026-11-20T10:00:00Z' } },
  env: { GITHUB_REF: `refs/tags/${tag}`, GITHUB_SHA: sha },
});
const deployment = (state?: string): Told => ({
  event: state === undefined ? 'deployment' : 'deployment_status',
  payload: { deployment: { sha: first, ref: 'main', environment: 'production' }, ...(state && { deployment_status: { state } }) },
});
const find = async (event: Told, asked?: string, at = root) => findReleased(await sourcesOf(at, event), asked);

describe('what was released', () => {
  test.each([
    ['a tag', 'v1.0.0', first],
    ['an annotated one', 'v1.1.0', first],
    ['one of one', 'again', first],
    ['one with strange characters', 'kö/v2+b@c', second],
  ])('%s', async (_, tag, sha) => {
    expect(await find(release(tag, sha))).toEqual({ commit: sha, tag, at: '2026-11-20T10:00:00Z', notes: [] });
  });

  test('a pushed tag', async () => {
    const event = { event: 'push', env: { GITHUB_REF: 'refs/tags/v1.0.0', GITHUB_SHA: first } };
    expect(await find(event)).toEqual({ commit: first, tag: 'v1.0.0', at: undefined, notes: [] });
  });

  test('a deployment that is done speaks for its own commit', async () => {
    expect(await find(deployment('success'))).toEqual({ commit: first, tag: 'main', at: undefined, notes: [] });
  });

  test('a tag that is asked for comes first', async () => {
    expect(await find(deployment('failure'), 'kö/v2+b@c')).toMatchObject({ commit: second, tag: 'kö/v2+b@c' });
    expect(await find(release('v1.0.0'), 'kö/v2+b@c')).toMatchObject({ commit: second, notes: [] });
  });

  test('a tag that moved since is told', async () => {
    expect((await find(release('v1.0.0', second))).notes).toEqual([
      `The tag v1.0.0 leads to ${first.slice(0, 12)}, and this run was started for ${second.slice(0, 12)}.`,
    ]);
  });
});

test('GitHub knows better than the checkout where a tag leads', async () => {
  const moved = repository({ b: 'b\n' });
  git(moved, 'tag', 'v1.0.0');
  const sources = { ...(await sourcesOf(root, release('v1.0.0'))), hub: async () => farAway({ root: moved }) };
  expect((await findReleased(sources, undefined)).commit).toBe(git(moved, 'rev-parse', 'HEAD'));
  await expect(findReleased(sources, 'v1.1.0')).rejects.toThrow(/leads to no commit/);
});

describe('nothing to verify', () => {
  test.each(['failure', 'error', 'pending', 'in_progress', 'queued', 'inactive', undefined])(
    'a deployment that is %s',
    async (state) => {
      await expect(find(deployment(state))).rejects.toMatchObject({
        problems: [{ code: 'action.not-deployed', message: expect.stringContaining(`is ${state ?? 'pending'}`) }],
      });
    },
  );

  test('nobody says what was released', async () => {
    const event = { event: 'push', env: { GITHUB_REF: 'refs/heads/main', GITHUB_SHA: first } };
    await expect(find(event)).rejects.toMatchObject({ problems: [{ code: 'action.no-release' }] });
  });

  test.each([
    'none',
    'a-file',
    'v1',
    '',
    ' ',
    '--all',
    'v1.0.0^',
    'v1.0.0~0',
    'HEAD@{0}:a',
    '../heads/main',
    'a\nb',
    '*',
    'v1.0.0^{}',
    '\u0000',
  ])('the tag %j', async (tag) => {
    await expect(find(release('x'), tag)).rejects.toMatchObject({
      problems: [{ code: 'action.no-tag', message: `the tag ${JSON.stringify(tag)} leads to no commit` }],
    });
  });

  test('there is no checkout, and nobody may be asked', async () => {
    await expect(find(release('v1.0.0'), undefined, folder())).rejects.toThrow(/leads to no commit/);
  });
});
