import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { readOccasion } from '../../../src/doors/action/occasion.ts';
import { filesIn, openSources, outOfReach } from '../../../src/doors/action/sources.ts';
import { folder, git, removeFolders, repository, write } from '../child.ts';
import { farAway } from './far.ts';
import { commit, pullEvent, sourcesOf, told } from './shop.ts';

afterAll(removeFolders);
const zero = '0'.repeat(40);
const event = pullEvent({ head: zero, base: zero });
const place = { installation: 0, repoId: 7, owner: 'acme', name: 'shop' };

describe('a file of the repository', () => {
  const root = repository({ 'a.yml': 'near\n' });
  const near = git(root, 'rev-parse', 'HEAD');
  const elsewhere = repository({ 'a.yml': 'far\n' });
  const far = git(elsewhere, 'rev-parse', 'HEAD');

  test('comes from the checkout, and nobody else is asked', async () => {
    const sources = { ...(await sourcesOf(root, event)), hub: () => Promise.reject(new Error('asked')) };
    expect(await filesIn(sources).file({ place, commit: near, path: 'a.yml' })).toMatchObject({ text: 'near\n' });
  });

  test('else from GitHub', async () => {
    const sources = { ...(await sourcesOf(root, event)), hub: async () => farAway({ root: elsewhere }) };
    expect(await filesIn(sources).file({ place, commit: far, path: 'a.yml' })).toMatchObject({ text: 'far\n' });
    await expect(filesIn(sources).file({ place, commit: zero, path: 'a.yml' })).rejects.toThrow(
      /neither in the checkout nor given/,
    );
  });

  test('of another repository is not looked for in the checkout', async () => {
    const sources = await sourcesOf(root, event);
    const other = { ...place, repoId: 8, name: 'baseline' };
    await expect(filesIn(sources).file({ place: other, commit: near, path: 'a.yml' })).rejects.toThrow(/acme\/baseline, which/);
  });
});

test('without a token there is no GitHub; with one it is opened once, at the address that the runner names', async () => {
  const occasion = await readOccasion(told(event));
  const parts = { occasion, root: folder(), signal: new AbortController().signal };
  expect(await openSources({ ...parts, env: {}, token: undefined }).hub()).toBeUndefined();
  const { hub } = openSources({ ...parts, env: { GITHUB_API_URL: 'http://127.0.0.1:1' }, token: 'x' });
  expect(await hub()).toBe(await hub());
  await expect((await hub())?.tip('main')).rejects.toThrow(/gave no answer/);
});

describe('out of reach', () => {
  test('says what git says, where that is what must be mended', async () => {
    const { problems } = await outOfReach('it', { trouble: async () => 'git says: detected dubious ownership' });
    expect(problems).toMatchObject([
      {
        message: 'it is neither in the checkout (git says: detected dubious ownership) nor given by GitHub',
        remedy: expect.stringMatching(/^Let git read the checkout, or/),
      },
    ]);
  });

  test('a checkout that git may not read', async () => {
    const root = repository({ 'a.yml': 'a\n' });
    const bin = folder();
    write(bin, { git: '#!/bin/sh\necho "fatal: detected dubious ownership in repository at \'/__w/shop\'" >&2\nexit 128\n' });
    chmodSync(join(bin, 'git'), 0o755);
    const sources = await sourcesOf(root, { ...event, env: { ...event.env, PATH: bin } });
    const asked = filesIn(sources).file({ place, commit: commit(root, {}), path: 'a.yml' });
    await expect(asked).rejects.toThrow(/\(git says: detected dubious ownership in repository at '\/__w\/shop'\)/);
  });
});
