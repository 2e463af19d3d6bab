import { afterAll, expect, test } from '@jest/globals';
import { readFacts } from '../../../src/doors/cli/facts.ts';
import { folder, git, quiet, removeFolders, repository, write } from '../child.ts';

afterAll(removeFolders);

const now = '2027-03-01T10:00:00.000Z';
const { signal } = new AbortController();

test('what a laptop knows, and null for all that only the platform knows', async () => {
  const root = repository({ 'a.txt': 'a' });
  git(root, 'switch', '--quiet', '--create', 'feature');
  write(root, { 'a.txt': 'changed' });
  expect(await readFacts({ root, env: quiet, signal }, now)).toEqual({
    head: { sha: git(root, 'rev-parse', 'HEAD'), tree: git(root, 'rev-parse', 'HEAD^{tree}'), changeSet: null },
    commits: {},
    changedPaths: ['a.txt'],
    labels: null,
    branch: 'feature',
    base: null,
    authorKind: null,
    environment: null,
    components: null,
    authors: null,
    people: {},
    runs: { state: 'completed', since: now },
    merge: null,
    releasedAt: null,
    rollbackOpenedAt: null,
    debts: [],
  });
});

test('a CI job names its branches where the checkout has none', async () => {
  const env = { ...quiet, GITHUB_HEAD_REF: 'release/1', GITHUB_BASE_REF: 'main' };
  expect(await readFacts({ root: folder(), env, signal }, now)).toMatchObject({
    branch: 'release/1',
    base: 'main',
    changedPaths: null,
  });
});

test('an empty name is none', async () => {
  const env = { ...quiet, GITHUB_HEAD_REF: '', GITHUB_BASE_REF: '' };
  expect(await readFacts({ root: folder(), env, signal }, now)).toMatchObject({ branch: null, base: null });
});
