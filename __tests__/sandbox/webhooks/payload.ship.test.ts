import { beforeAll, expect, test } from '@jest/globals';
import { addRelease, changeRelease, removeRelease } from '../../../src/sandbox/state/releases.ts';
import { town } from '../town.ts';
import { hearPayloads } from './hear-payloads.ts';

const here = town();
const { sent, wrong } = hearPayloads(here);

beforeAll(() => {
  const { world, repo, person } = here;
  const sender = person('wil');
  const release = addRelease(world, repo, { tag: 'v2', draft: true, author: sender });
  changeRelease(world, release, { draft: false, body: 'notes', sender });
  changeRelease(world, release, { draft: true, sender });
  removeRelease(world, release, sender);
  addRelease(world, repo, { tag: 'v3', prerelease: true, author: sender });
});

test('every payload fits the description of its event', () => {
  expect(wrong).toEqual([]);
  expect([...sent.keys()].filter((name) => name.startsWith('release.')).toSorted()).toEqual(
    ['created', 'deleted', 'edited', 'prereleased', 'published', 'released', 'unpublished'].map((action) => `release.${action}`),
  );
});

test('an edited release tells what its notes were', () => {
  expect(sent.get('release.edited')).toMatchObject([
    { changes: { body: { from: '' } }, release: { tag_name: 'v2', body: 'notes' }, repository: { full_name: 'acme/shop' } },
  ]);
});
