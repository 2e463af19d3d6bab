import { expect, test } from '@jest/globals';
import { blobOf, commitOf } from '../../../src/sandbox/git/store.ts';
import { leavesOf } from '../../../src/sandbox/git/tree.ts';
import {
  accountOfEmail,
  addLabel,
  addRepo,
  archiveRepo,
  branchOf,
  fullName,
  renameRepo,
  signatureOf,
  writeFiles,
} from '../../../src/sandbox/state/repositories.ts';
import { town } from '../town.ts';

test('a fork begins with what its parent has, and shares its objects', () => {
  const { world, repo, person, root, pull } = town();
  pull('next');
  const fork = addRepo(world, { owner: person('rea'), name: 'shop', parent: repo });
  expect([branchOf(fork, 'main'), fork.private, fork.store === repo.store]).toEqual([root, true, true]);
  expect([...fork.refs.keys()]).toEqual(['refs/heads/main', 'refs/heads/next']);
});

test('the former name leads on', () => {
  const { world, repo, person } = town();
  const heard: unknown[] = [];
  world.listeners.push(({ action, raw }) => heard.push([action, raw]));
  renameRepo(world, repo, { name: 'store', sender: person('ada') });
  archiveRepo(world, repo, { archived: true, sender: person('ada') });
  expect([fullName(repo), world.names.get('acme/shop'), world.names.get('acme/store')]).toEqual(['acme/store', repo, repo]);
  expect(heard).toEqual([
    ['renamed', { changes: { repository: { name: { from: 'shop' } } } }],
    ['archived', undefined],
  ]);
});

test('files are written on top of the first parent', () => {
  const { world, repo, person, root } = town();
  const sha = writeFiles(world, repo, {
    author: person('wil'),
    message: 'm',
    parents: [root],
    files: { 'a/b': Buffer.from('x'), 'README.md': null },
  });
  const leaves = leavesOf(repo.store, commitOf(repo.store, sha).tree);
  expect([...leaves.keys()]).toEqual(['a/b']);
  expect(blobOf(repo.store, leaves.get('a/b')?.sha ?? '').toString()).toBe('x');
  expect(accountOfEmail(world, signatureOf(world, person('wil')).email)).toBe(person('wil'));
  expect(accountOfEmail(world, 'wil@example.com')).toBeUndefined();
  expect(branchOf(repo, 'main')).toBe(root);
});

test('labels are found by their name, whatever its case', () => {
  const { world, repo } = town();
  expect(repo.labels.get('bug')).toBeUndefined();
  expect(addLabel(world, repo, { name: 'Bug' })).toMatchObject({ color: 'ededed', description: null });
  expect(repo.labels.get('bug')?.name).toBe('Bug');
});
