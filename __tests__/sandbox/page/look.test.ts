import { expect, test } from '@jest/globals';
import { addCheckRun } from '../../../src/sandbox/state/checks.ts';
import { addComment, editComment, openIssue } from '../../../src/sandbox/state/issues.ts';
import { visiting } from './visit.ts';

const browser = visiting();
const { world, repo, gate, person, as } = browser;
const pull = browser.pull('next');
openIssue(world, repo, { title: 'Slow', author: person('rea') });
const said = addComment(world, pull, { body: 'one', author: person('rea') });
editComment(world, said, { body: 'two', sender: person('rea') });
const run = addCheckRun(world, repo, { app: gate, sha: pull.pull.headSha, name: 'gonogo', conclusion: 'success' });

test.each([
  ['/', '<h1>Repositories</h1>'],
  ['/acme', '<h1>acme</h1>'],
  ['/wil', '<h1>wil</h1>'],
  ['/acme/shop', '<h1>shop</h1>'],
  ['/ACME/Shop/pulls', '<h1>Pull requests</h1>'],
  ['/acme/shop/issues', '<h1>Issues</h1>'],
  ['/acme/shop/issues/2', '<h1>Slow'],
  ['/acme/shop/pull/1', '<h1>Release next'],
  ['/acme/shop/pull/1/commits', 'the oldest first'],
  ['/acme/shop/pull/1/checks', 'gonogo'],
  ['/acme/shop/pull/1/files', 'next.txt'],
  [`/acme/shop/pull/1/history?comment=${said.id}`, 'What was edited'],
  ['/acme/shop/issues/2/history', 'It was never edited.'],
  [`/acme/shop/runs/${run.id}`, 'Back to Release next'],
  [`/acme/shop/commit/${pull.pull.headSha}`, '<h1>add next</h1>'],
  ['/-/timeline', '<h1>Timeline</h1>'],
])('%s', (path, words) => {
  expect(as('rea').get(path)).toMatchObject({ status: 200, text: expect.stringContaining(words) });
});

test.each([
  '/nobody',
  '/acme/none',
  '/acme/shop/pull/9',
  '/acme/shop/pull/x',
  '/acme/shop/pull/1/other',
  '/acme/shop/issues/2/files',
  '/acme/shop/pull/1/history?comment=1',
  '/acme/shop/runs/1',
  '/acme/shop/commit/0',
  '/acme/shop/wiki',
  '/-/other',
  '/-/deliveries/1',
  '/%E0%A4%A',
])('nothing at %s', (path) => {
  expect(as('rea').get(path)).toMatchObject({ status: 404, text: expect.stringContaining('There is nothing here') });
});

test('a number leads to what it is', () => {
  expect(as('rea').get('/acme/shop/issues/1')).toMatchObject({ status: 302, headers: { location: '/acme/shop/pull/1' } });
  expect(as('rea').get('/acme/shop/pull/2').headers).toMatchObject({ location: '/acme/shop/issues/2' });
});

test('what one may not see is not there', () => {
  expect(as(null).get('/acme/shop/pull/1').status).toBe(404);
  expect(as(null).post('/acme/shop/pull/1/comment', { body: 'x' }).status).toBe(404);
});
