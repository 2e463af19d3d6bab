import { expect, test } from '@jest/globals';
import { addStatus } from '../../../src/sandbox/state/checks.ts';
import { commitFiles } from '../../../src/sandbox/state/pushes.ts';
import { branchOf } from '../../../src/sandbox/state/repositories.ts';
import { addRuleset } from '../../../src/sandbox/state/rulesets.ts';
import { visiting } from './visit.ts';

const green = { context: 'gonogo', state: 'success', description: null, targetUrl: null, app: null } as const;

const at = '/acme/shop/pull/1';

function stage() {
  const browser = visiting();
  return { ...browser, pull: browser.pull('next') };
}

test('reviews, of the commit that was looked at', () => {
  const { as, pull, repo, world, person } = stage();
  const seen = pull.pull.headSha;
  commitFiles(world, repo, { author: person('wil'), message: 'more', branch: 'next', files: { 'b.txt': 'b\n' } });
  expect(as('max').post(`${at}/review`, { state: 'APPROVED', body: '', sha: seen }).status).toBe(303);
  expect(pull.pull.reviews).toMatchObject([{ state: 'APPROVED', commit: seen }]);
  expect(as('rea').post(`${at}/review`, { state: 'COMMENTED', body: 'hm' }).status).toBe(303);
  expect(pull.pull.reviews[1]).toMatchObject({ commit: pull.pull.headSha, body: 'hm' });
});

test.each([
  ['wil', { state: 'APPROVED' }, 422],
  ['max', { state: 'CHANGES_REQUESTED', body: ' ' }, 422],
  ['max', { state: 'PENDING' }, 422],
  [null, { state: 'APPROVED' }, 401],
])('no review as %s: %j', (login, form, status) => {
  const { as, pull, repo } = stage();
  repo.private = login !== null;
  expect(as(login).post(`${at}/review`, form).status).toBe(status);
  expect(pull.pull.reviews).toEqual([]);
});

test('the merge obeys role, rules and the head that was seen', () => {
  const { as, pull, world, repo, person } = stage();
  const form = { method: 'squash', sha: pull.pull.headSha };
  addRuleset(world, repo, {
    rules: [{ type: 'pull_request', parameters: { required_approving_review_count: 1 } }],
    sender: person('ada'),
  });
  expect(as('tri').post(`${at}/merge`, form).status).toBe(403);
  expect(as('wil').post(`${at}/merge`, form)).toMatchObject({
    status: 405,
    text: expect.stringContaining('At least 1 approving review'),
  });
  as('max').post(`${at}/review`, { state: 'APPROVED' });
  expect(as('wil').post(`${at}/merge`, { ...form, sha: '0'.repeat(40) }).status).toBe(409);
  expect(as('wil').post(`${at}/merge`, { ...form, method: 'octopus' }).status).toBe(405);
  expect(as('wil').post(`${at}/merge`, form).location).toBe(`${at}#merge`);
  expect(branchOf(repo, 'main')).toBe(pull.pull.mergeSha);
});

test('draft, closed, opened again, brought up to date', () => {
  const { as, pull, world, repo, person } = stage();
  as('wil').post(`${at}/draft`, { draft: '1' });
  expect(pull.pull.draft).toBe(true);
  expect(as('wil').post(`${at}/merge`, { method: 'merge' }).status).toBe(405);
  as('wil').post(`${at}/draft`, { draft: '' });
  expect(as('tri').post(`${at}/state`, { state: 'closed' }).status).toBe(403);
  as('wil').post(`${at}/state`, { state: 'closed' });
  expect(pull.state).toBe('closed');
  as('wil').post(`${at}/state`, { state: 'open' });
  expect([pull.state, pull.pull.draft]).toEqual(['open', false]);
  commitFiles(world, repo, { author: person('ada'), message: 'on', branch: 'main', files: { 'b.txt': 'b\n' } });
  const before = pull.pull.headSha;
  expect(as('wil').post(`${at}/update`, {}).status).toBe(303);
  expect(repo.store.commits.get(pull.pull.headSha)?.parents).toContain(before);
});

test('into the queue and out of it, by who may write and on the head that was seen', () => {
  const { as, pull, world, repo, person } = stage();
  const checks = { type: 'required_status_checks', parameters: { required_status_checks: [{ context: 'gonogo' }] } };
  addRuleset(world, repo, { rules: [{ type: 'merge_queue' }, checks], sender: person('ada') });
  const form = { sha: pull.pull.headSha };
  expect(as('tri').post(`${at}/enqueue`, form).status).toBe(403);
  expect(as('wil').post(`${at}/enqueue`, form).status).toBe(422);
  addStatus(world, repo, { ...green, sha: pull.pull.headSha, creator: person('ada') });
  expect(as('wil').post(`${at}/enqueue`, { sha: '0'.repeat(40) }).status).toBe(409);
  expect(as('wil').post(`${at}/enqueue`, form).location).toBe(`${at}#merge`);
  expect(repo.queue).toHaveLength(1);
  expect(as('tri').post(`${at}/dequeue`, {}).status).toBe(403);
  expect(as('wil').post(`${at}/dequeue`, {}).location).toBe(`${at}#merge`);
  expect(repo.queue).toEqual([]);
});
