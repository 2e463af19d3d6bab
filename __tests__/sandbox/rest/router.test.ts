import { expect, test } from '@jest/globals';
import { ok, on } from '../../../src/sandbox/rest/route.ts';
import { createRouter } from '../../../src/sandbox/rest/router.ts';

const operations = [
  'GET /repos/{owner}/{repo}',
  'GET /repos/{owner}/{repo}/issues/{issue_number}/comments',
  'GET /repos/{owner}/{repo}/issues/comments/{comment_id}',
  'GET /repos/{owner}/{repo}/contents/{path}',
  'GET /repos/{owner}/{repo}/git/ref/{ref}',
  'GET /repos/{owner}/{repo}/commits/{ref}',
  'GET /repos/{owner}/{repo}/commits/{ref}/check-runs',
  'GET /repos/{owner}/{repo}/compare/{basehead}',
];
const router = createRouter(operations.map((operation) => on(operation, 'anyone', () => ok({}))));

test.each([
  ['/repos/a/b', 0, { owner: 'a', repo: 'b' }],
  ['/repos/a/b/issues/1/comments', 1, { issue_number: '1' }],
  ['/repos/a/b/issues/comments/7', 2, { comment_id: '7' }],
  ['/repos/a/b/contents/src/x%20y.ts', 3, { path: 'src/x y.ts' }],
  ['/repos/a/b/contents/', 3, { path: '' }],
  ['/repos/a/b/contents', 3, { path: '' }],
  ['/repos/a/b/git/ref/heads/a/b', 4, { ref: 'heads/a/b' }],
  ['/repos/a/b/git/ref/heads%2Fa', 4, { ref: 'heads/a' }],
  ['/repos/a/b/commits/release%2F1', 5, { ref: 'release/1' }],
  ['/repos/a/b/commits/release%2F1/check-runs', 6, { ref: 'release/1' }],
  ['/repos/a/b/compare/main...x/y', 7, { basehead: 'main...x/y' }],
  ['/repos/a/b/commits/%E0%A4%A', 5, { ref: '%E0%A4%A' }],
])('%s', (path, at, params) => {
  const match = router('GET', path);
  expect(match?.route.operation).toBe(operations[at]);
  expect(match?.params).toMatchObject(params);
});

test.each(['/repos/a', '/nothing', '/repos/a/b/issues/1', '/repos//b', '/'])('%s leads nowhere', (path) => {
  expect([router('GET', path), router('POST', '/repos/a/b')]).toEqual([undefined, undefined]);
});
