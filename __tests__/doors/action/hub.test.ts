import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileAt } from '../../../src/doors/action/commits.ts';
import { type Hub, openHub } from '../../../src/doors/action/hub.ts';
import { writeTag } from '../../../src/sandbox/git/store.ts';
import { noLimits } from '../../../src/sandbox/server/limits.ts';
import { addToken } from '../../../src/sandbox/state/accounts.ts';
import { commitFiles } from '../../../src/sandbox/state/pushes.ts';
import { addRepo } from '../../../src/sandbox/state/repositories.ts';
import { openTown } from '../../sandbox/open-town.ts';

let town: Awaited<ReturnType<typeof openTown>>;
let hub: Hub;
let second: string;
const repository = { owner: 'acme', name: 'shop' };
const as = (login: string) => addToken(town.world, { kind: 'user', account: town.person(login), expiresAt: null });
const open = (token: string) => openHub({ token, repository, baseUrl: town.sandbox.url, pauseMs: 1 });

beforeAll(async () => {
  town = await openTown({ limits: noLimits });
  hub = await open(as('rea'));
  const { world, repo, person } = town;
  const files = { '.github/gonogo.yml': 'version: 1\n', 'README.md': '# Shop\n' };
  second = commitFiles(world, repo, { author: person('ada'), message: 'second', branch: 'main', files });
  const other = addRepo(world, { owner: town.acme.account, name: '.github', private: false });
  commitFiles(world, other, { author: person('ada'), message: 'first', branch: 'main', files: { 'a.yml': 'a\n' } });
  addRepo(world, { owner: town.acme.account, name: 'empty', private: false });
  addRepo(world, { owner: town.acme.account, name: 'secret', private: true });
});
afterAll(() => town.close());

test('the tip of a branch', async () => {
  expect(await hub.tip('main')).toBe(second);
  expect(await hub.tip('release/none')).toBeUndefined();
  expect(await hub.tip('ma')).toBeUndefined();
});

test('a file at a commit', async () => {
  const objects = hub.objectsOf('acme', 'shop');
  expect(await readFileAt(objects, second, '.github/gonogo.yml')).toMatchObject({ is: 'text', text: 'version: 1\n' });
  expect(await readFileAt(objects, town.root, '.github/gonogo.yml')).toEqual({ is: 'none' });
  expect(await readFileAt(objects, 'd'.repeat(40), 'README.md')).toBeUndefined();
});

test('folders are asked for once', async () => {
  const from = town.sandbox.journal.length;
  const objects = hub.objectsOf('acme', 'shop');
  await Promise.all(['.github/gonogo.yml', '.github/other.yml', 'README.md'].map((path) => readFileAt(objects, second, path)));
  const trees = town.sandbox.journal.slice(from).filter(({ operation }) => operation.includes('trees'));
  expect(trees).toHaveLength(2);
});

describe('a tag', () => {
  test('leads to its commit, also through others, and to nothing else', async () => {
    const client = town.as('ada');
    const here = { owner: 'acme', repo: 'shop' };
    const ref = (name: string, sha: string) => client.rest.git.createRef({ ...here, ref: `refs/tags/${name}`, sha });
    const tagger = { name: 'ada', email: 'ada@example.com', at: 0 };
    const tag = (object: string, kind: 'commit' | 'tag') =>
      writeTag(town.repo.store, { tag: 'x', message: 'x', object, kind, tagger });
    await ref('light', second);
    await ref('v1.0.0', tag(second, 'commit'));
    await ref('nested/v1', tag(tag(second, 'commit'), 'tag'));
    expect(await hub.tag('light')).toBe(second);
    expect(await hub.tag('v1.0.0')).toBe(second);
    expect(await hub.tag('nested/v1')).toBe(second);
    expect(await hub.tag('v1')).toBeUndefined();
    expect(await hub.tag('../heads/main')).toBeUndefined();
  });
});

test('whether a branch holds a commit', async () => {
  const { world, repo, person, root } = town;
  const aside = commitFiles(world, repo, {
    author: person('ada'),
    message: 'aside',
    branch: 'aside',
    from: root,
    files: { a: 'a' },
  });
  expect(await hub.holds('main', second)).toBe(true);
  expect(await hub.holds('main', root)).toBe(true);
  expect(await hub.holds('main', aside)).toBe(false);
  expect(await hub.holds('aside', second)).toBe(false);
  expect(await hub.holds('none', second)).toBe(false);
});

test('another repository, if it may be seen', async () => {
  const found = await hub.repository('acme', '.github');
  expect(found).toEqual({ id: expect.any(Number), branch: 'main', tip: expect.stringMatching(/^[0-9a-f]{40}$/) });
  expect(await readFileAt(hub.objectsOf('acme', '.github'), found?.tip ?? '', 'a.yml')).toMatchObject({ text: 'a\n' });
  expect(await hub.repository('acme', 'empty')).toMatchObject({ tip: null });
  expect(await hub.repository('acme', 'secret')).toBeUndefined();
});

test('with a token that is none, nothing is seen', async () => {
  const stranger = await open('ghs_none');
  expect(await stranger.tip('main')).toBeUndefined();
  expect(await stranger.repository('acme', 'shop')).toBeUndefined();
});

describe('what breaks', () => {
  test('once is asked again', async () => {
    for (const does of ['server-error', 'secondary-limit', 'primary-limit', 'reset-before'] as const) {
      town.sandbox.faults.add({ does, on: 'GET /repos/{owner}/{repo}/git/ref/{ref}', times: 2 });
      expect(await hub.tip('main')).toBe(second);
    }
  });

  test('and stays broken is told as such', async () => {
    const nobody = await openHub({ token: 'x', repository, baseUrl: 'http://127.0.0.1:1', pauseMs: 1 });
    await expect(nobody.tip('main')).rejects.toMatchObject({
      problems: [{ code: 'action.github', message: expect.stringMatching(/3 times and gave no answer/) }],
    });
  });
});
