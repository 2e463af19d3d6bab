import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openWorkspace } from '../../../src/gates/engine/workspace.ts';
import { compileGlobs } from '../../../src/ground/glob.ts';
import { withFolder } from '../folder.ts';
import { problemsOf } from '../problems.ts';

const paths = [
  '.github/gonogo.yml',
  '.git/config',
  'coverage/lcov.info',
  'lcov.info',
  'node_modules/a/lcov.info',
  'packages/api/coverage/lcov.info',
  'packages/web/coverage/lcov.info',
  'packages/web/node_modules/b/lcov.info',
];
const files = Object.fromEntries(paths.map((path) => [path, 'x']));

test.each<[string[], string[]]>([
  [['lcov.info'], ['lcov.info']],
  [['./coverage/lcov.info'], ['coverage/lcov.info']],
  [['**/lcov.info'], ['coverage/lcov.info', 'lcov.info', 'packages/api/coverage/lcov.info', 'packages/web/coverage/lcov.info']],
  [['packages/*/coverage/*.info'], ['packages/api/coverage/lcov.info', 'packages/web/coverage/lcov.info']],
  [['packages/{api,web/coverage}/**'], ['packages/api/coverage/lcov.info', 'packages/web/coverage/lcov.info']],
  [['packages/**', '!**/web/**'], ['packages/api/coverage/lcov.info']],
  [['node_modules/**/*.info'], ['node_modules/a/lcov.info']],
  [['.github/*.yml'], ['.github/gonogo.yml']],
  [['.git/config'], ['.git/config']],
  [['nothing/**'], []],
  [[], []],
])('%j finds %j', async (globs, expected) => {
  await withFolder(files, async (root) => {
    const workspace = await openWorkspace(root);
    expect(await workspace.find(globs)).toEqual(expected);
  });
});

test('what it does not open could not have matched', async () => {
  const part = fc.constantFrom('*', '**', 'a', 'b', '?', '{a,b}', '[ab]', 'a*');
  const name = fc.constantFrom('a', 'b', 'ab');
  const tree = fc.uniqueArray(
    fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => `${parts.join('/')}.txt`),
    { maxLength: 12 },
  );
  const glob = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => `${parts.join('/')}.txt`);
  await fc.assert(
    fc.asyncProperty(tree, fc.array(glob, { minLength: 1, maxLength: 2 }), async (all, globs) => {
      await withFolder(Object.fromEntries(all.map((path) => [path, ''])), async (root) => {
        const workspace = await openWorkspace(root);
        expect(await workspace.find(globs)).toEqual(all.filter(compileGlobs(globs)).toSorted());
      });
    }),
    { numRuns: 60 },
  );
});

test('links are not followed', async () => {
  await withFolder({ 'outside/secret.info': 'x', 'inside/own.info': 'x' }, async (root) => {
    symlinkSync(join(root, 'outside'), join(root, 'inside/folder'));
    symlinkSync(join(root, 'outside/secret.info'), join(root, 'inside/file.info'));
    symlinkSync(join(root, 'inside'), join(root, 'inside/circle'));
    const workspace = await openWorkspace(join(root, 'inside'));
    expect(await workspace.find(['**/*.info', 'folder/secret.info'])).toEqual(['own.info']);
  });
});

test('it opens folders only', async () => {
  await withFolder({ file: '' }, async (root) => {
    for (const path of ['file', 'missing']) {
      const [problem] = await problemsOf(() => openWorkspace(join(root, path)));
      expect(problem).toMatchObject({ code: 'workspace.missing', remedy: 'Name the folder of the checkout.' });
    }
  });
});

test('it knows when the run began, and nothing where there is no run', async () => {
  await withFolder({}, async (root) => {
    expect(await openWorkspace(root, { runStartedAt: 5 })).toMatchObject({ root, runStartedAt: 5 });
    expect(await openWorkspace(root)).not.toHaveProperty('runStartedAt');
  });
});

test('it asks git what is committed', async () => {
  await withFolder(files, async (root) => {
    const workspace = await openWorkspace(root);
    // The made-up .git is a repository that git cannot read.
    const [problem] = await problemsOf(() => workspace.tracked(['lcov.info']));
    expect(problem).toMatchObject({ code: 'workspace.git' });
  });
});
