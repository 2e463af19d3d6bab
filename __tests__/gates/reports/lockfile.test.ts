import { expect, test } from '@jest/globals';
import { readLockfile } from '../../../src/gates/reports/lockfile.ts';
import { problemsOf } from '../problems.ts';
import { textSource } from './text-source.ts';

const lock = {
  lockfileVersion: 3,
  packages: { '': { name: 'a' }, 'node_modules/a': {}, 'node_modules/b': { dev: true }, 'node_modules/c': { devOptional: true } },
};

test('a package is for development when it is so wherever it stands', async () => {
  const lockfile = await readLockfile(textSource(JSON.stringify(lock)));
  const scope = (...nodes: string[]) => lockfile.scopeOf(new Set(nodes.map((node) => `node_modules/${node}`)));
  expect([scope('a'), scope('b'), scope('c'), scope('a', 'b'), scope()]).toEqual(['prod', 'dev', 'prod', 'prod', 'unknown']);
  expect(lockfile.missing.size).toBe(0);
  expect(scope('b', 'gone')).toBe('unknown');
  expect([...lockfile.missing]).toEqual(['node_modules/gone']);
});

test('a lockfile of version 1 says nothing of folders', async () => {
  expect(await problemsOf(() => readLockfile(textSource('{"lockfileVersion": 1, "dependencies": {}}')))).toMatchObject([
    { code: 'lockfile.shape' },
  ]);
});
