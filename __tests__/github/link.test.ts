import { expect, test } from '@jest/globals';
import { anything } from '../../src/github/client/shape.ts';
import { ofRepo } from '../../src/github/link.ts';
import { renameRepo } from '../../src/sandbox/state/repositories.ts';
import { openPlatform, requests, wishOf } from './open.ts';

const place = { installation: 5, repoId: 7, owner: 'acme', name: 'shop' };

test('a repository is asked by its id, as its installation', () => {
  expect(ofRepo({ place, route: 'GET /labels/{name}', parameters: { name: 'x' }, read: anything })).toEqual({
    route: 'GET /repositories/{repository_id}/labels/{name}',
    parameters: { repository_id: 7, name: 'x' },
    as: 5,
    repoId: 7,
    read: anything,
  });
  expect(ofRepo({ place, route: 'GET /', read: anything }).route).toBe('GET /repositories/{repository_id}');
});

test('a check and a comment reach a repository that was renamed, without being led there', async () => {
  const here = await openPlatform({ sandbox: { validate: false } });
  const pull = here.pull('topic');
  renameRepo(here.world, here.repo, { name: 'store', sender: here.person('ada') });
  await here.platform.createCheck({ place: here.place, wish: wishOf(pull.pull.headSha) });
  await here.platform.createComment({ place: here.place, number: pull.number, body: 'x' });
  expect(requests(here)).toEqual([
    'POST /repos/{owner}/{repo}/check-runs',
    'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
  ]);
  await here.close();
});
