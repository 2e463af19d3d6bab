import { expect, test } from '@jest/globals';
import { releaseWith, unpublish } from '../../../src/sandbox/state/published.ts';
import { push } from '../../../src/sandbox/state/pushes.ts';
import { addRelease } from '../../../src/sandbox/state/releases.ts';
import { hear, town } from '../town.ts';

test('a release whose tag goes is a draft again, and the tag is free', () => {
  const { world, repo, person, root } = town();
  const release = addRelease(world, repo, { tag: 'v1', author: person('wil') });
  addRelease(world, repo, { tag: 'v1', draft: true, author: person('wil') });
  expect(releaseWith(repo, 'v1')).toBe(release);
  const heard = hear(world);
  push(world, { repo, ref: 'refs/tags/v1', sha: null, sender: person('max') });
  expect([release.draft, release.publishedAt, releaseWith(repo, 'v1')]).toEqual([true, null, undefined]);
  expect(heard).toEqual(['delete', 'push', 'release.unpublished']);
  push(world, { repo, ref: 'refs/tags/v1', sha: root, sender: person('max') });
  expect(release.draft).toBe(true);
});

test('a tag that moves takes its release along', () => {
  const { world, repo, person, pull } = town();
  const release = addRelease(world, repo, { tag: 'v1', author: person('wil') });
  const heard = hear(world);
  push(world, { repo, ref: 'refs/tags/v1', sha: pull('next').pull.headSha, sender: person('max') });
  expect(heard.at(-1)).toBe('push');
  expect(releaseWith(repo, 'v1')).toBe(release);
  unpublish(world, release, person('max'));
  expect([release.latest, heard.at(-1)]).toEqual([null, 'release.unpublished']);
});
