import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { readMerged, readNamed } from '../../../src/doors/cli/named-checklist.ts';
import { checklist, config, notes, removeFolders, repository, write } from '../child.ts';

afterAll(removeFolders);

const root = repository({
  '.github/gonogo.yml': `${config}items: { notes: { level: should }, other: { level: should } }\n`.replace(
    '.github/release.yml',
    '[.github/release.yml, b.yml]',
  ),
  '.github/release.yml': checklist(notes),
  'b.yml': checklist('{ id: other, title: Other, after: [notes] }'),
});
const wanted = (name?: string, cwd = root) => ({ name, cwd, config: undefined });

test('a folder is a work tree, nothing is the one here', async () => {
  const [here, named] = await Promise.all([readNamed(wanted()), readNamed(wanted(root, '/'))]);
  expect(here.entries.map(({ item }) => item.id)).toEqual(['notes', 'other']);
  expect(named.policy.digest).toBe(here.policy.digest);
});

test('one file of a policy may speak of the others', async () => {
  const { entries, policy } = await readMerged(wanted('b.yml'));
  expect(entries.map(({ item }) => [item.id, item.level])).toEqual([['other', 'should']]);
  expect(policy.checklist.items).toHaveLength(1);
});

test('a file that the configuration does not name is merged as far as it goes', async () => {
  write(root, { 'c/d.yml': checklist('{ id: notes, title: Notes }') });
  const { entries } = await readMerged(wanted('d.yml', join(root, 'c')));
  expect(entries.map(({ item }) => [item.id, item.level])).toEqual([['notes', 'should']]);
});
