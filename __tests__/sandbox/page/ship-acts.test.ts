import { expect, test } from '@jest/globals';
import { startDeploy } from '../../../src/sandbox/state/deploy-runs.ts';
import { protect } from '../../../src/sandbox/state/environments.ts';
import { shippedFrom } from '../../../src/sandbox/state/shipped.ts';
import { visiting } from './visit.ts';

test('a release is drafted, published and deleted by who may write', () => {
  const { as, repo } = visiting();
  const form = { tag: 'v1', title: 'One', target: 'main', body: 'notes', draft: '1' };
  expect(as('rea').post('/acme/shop/releases', form).status).toBe(403);
  expect(as('wil').post('/acme/shop/releases', { ...form, tag: ' ' }).status).toBe(422);
  const { location } = as('wil').post('/acme/shop/releases', form);
  expect(as('rea').get(location).status).toBe(404);
  expect(as('wil').post(`${location}/change`, { act: 'publish' }).location).toBe(location);
  expect([as('rea').get(location).status, repo.refs.has('refs/tags/v1')]).toEqual([200, true]);
  expect(as('wil').post(`${location}/change`, { act: 'odd' }).status).toBe(404);
  expect(as('wil').post(`${location}/change`, { act: 'delete' }).location).toBe('/acme/shop/releases');
  expect(shippedFrom(repo).releases.size).toBe(0);
});

test('a pre-release becomes the latest', () => {
  const { as, repo } = visiting();
  const { location } = as('wil').post('/acme/shop/releases', { tag: 'v1', prerelease: '1' });
  as('wil').post(`${location}/change`, { act: 'promote' });
  expect([...shippedFrom(repo).releases.values()]).toMatchObject([{ prerelease: false }]);
});

test('a deployment is let in by its reviewers, or past them by an administrator', () => {
  const { as, world, repo, person } = visiting();
  const environment = protect(world, repo, { name: 'production', reviewers: [{ type: 'User', reviewer: person('max') }] });
  const start = () => startDeploy(world, repo, { environments: ['production'], by: person('wil') });
  const [first, second, third] = [start(), start(), start()];
  const review = (login: string, run: { id: number }, act: string) =>
    as(login).post(`/acme/shop/actions/runs/${run.id}/review`, { act, environment: String(environment.id), comment: 'c' }).status;
  expect([review('wil', first, 'approved'), review('rea', first, 'force'), review('max', first, 'odd')]).toEqual([422, 403, 404]);
  expect([review('max', first, 'approved'), review('max', second, 'rejected'), review('ada', third, 'force')]).toEqual([
    303, 303, 303,
  ]);
  const conclusions = [first, second, third].map((run) => run.attempts.at(-1)?.conclusion);
  expect(conclusions).toEqual(['success', 'failure', 'success']);
  repo.private = false;
  expect(as(null).post(`/acme/shop/actions/runs/${first.id}/review`, { act: 'approved' }).status).toBe(401);
});

test('a run is run again, in whole or where it failed, and cancelled', () => {
  const { as, world, repo, person } = visiting();
  const run = startDeploy(world, repo, { environments: ['staging'], by: person('wil'), outcome: 'failure' });
  const again = (login: string, act: string) => as(login).post(`/acme/shop/actions/runs/${run.id}/again`, { act }).status;
  expect([again('rea', 'all'), again('wil', 'odd'), again('wil', 'failed'), again('wil', 'all'), again('wil', 'cancel')]).toEqual(
    [403, 404, 303, 403, 303],
  );
  expect(run.attempts).toMatchObject([{ conclusion: 'failure' }, { conclusion: 'cancelled' }]);
  expect(as('wil').post('/acme/shop/actions/runs/9/again', {}).status).toBe(404);
  expect(as('wil').post(`/acme/shop/actions/runs/${run.id}/odd`, {}).status).toBe(404);
});
