import { execFileSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { releaseIn } from '../../../src/doors/cli/release.ts';
import { withFolder } from '../../gates/folder.ts';

const { signal } = new AbortController();
const env = { PATH: process.env['PATH'] };

test('a release is the commit of the work tree and the version of its manifest', async () => {
  await withFolder({ 'package.json': '{"version":"1.2.3"}', 'other.json': '{"version":"4.5.6"}' }, async (root) => {
    const git = (...words: string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.example', ...words], { cwd: root, encoding: 'utf8' });
    git('init', '-q');
    git('commit', '-q', '--allow-empty', '-m', 'a');
    const commit = git('rev-parse', 'HEAD').trim();
    expect(await releaseIn({ root, env, signal })).toEqual({ commit, version: '1.2.3' });
    expect(await releaseIn({ root, env, signal }, 'other.json')).toEqual({ commit, version: '4.5.6' });
  });
});

test.each(['{', '[]', '{"version":1}', '{"version":""}', 'null'])(
  'a manifest %j says nothing, and where there is no commit there is none',
  async (text) => {
    await withFolder({ 'package.json': text }, async (root) => {
      expect(await releaseIn({ root, env, signal })).toEqual({});
    });
    await withFolder({}, async (root) => {
      expect(await releaseIn({ root, env, signal })).toEqual({});
    });
  },
);
