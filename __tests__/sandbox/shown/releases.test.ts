import { expect, test } from '@jest/globals';
import { viewRelease } from '../../../src/sandbox/shown/releases.ts';
import { addRelease } from '../../../src/sandbox/state/releases.ts';
import { town } from '../town.ts';

test('a draft leads to no tag; a release tells the day of its commit', () => {
  const { world, repo, person, root } = town();
  const author = person('wil');
  const draft = addRelease(world, repo, { tag: 'app/v1', draft: true, author });
  expect(viewRelease(world, draft)).toMatchObject({ draft: true, published_at: null, tarball_url: null });
  expect(viewRelease(world, draft).html_url).toMatch(/\/releases\/tag\/untagged-[0-9a-f]+$/);
  const { committer } = repo.store.commits.get(root) ?? {};
  world.clock.set('2030-01-01T00:00:00Z');
  expect(viewRelease(world, addRelease(world, repo, { tag: 'app/v1', author }))).toMatchObject({
    html_url: expect.stringMatching(/\/releases\/tag\/app%2Fv1$/),
    created_at: new Date(committer?.at ?? 0).toISOString().replace(/\.\d+/, ''),
    published_at: '2030-01-01T00:00:00Z',
    target_commitish: 'main',
    author: { login: 'wil' },
  });
});
