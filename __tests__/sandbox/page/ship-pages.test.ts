import { expect, test } from '@jest/globals';
import { shipPage } from '../../../src/sandbox/page/ship-pages.ts';
import { startDeploy } from '../../../src/sandbox/state/deploy-runs.ts';
import { addRelease } from '../../../src/sandbox/state/releases.ts';
import { shippedFrom } from '../../../src/sandbox/state/shipped.ts';
import { town } from '../town.ts';
import { viewAs, visiting } from './visit.ts';

test('each address leads to one thing, and none to what is not there', () => {
  const { world, repo, person } = town();
  const release = addRelease(world, repo, { tag: 'app/v1', author: person('wil') });
  const run = startDeploy(world, repo, { environments: ['staging'], by: person('wil') });
  const [deployment] = shippedFrom(repo).deployments.keys();
  const title = (path: string) => shipPage(viewAs(world, 'rea'), repo, ['acme', 'shop', ...path.split('/')])?.title;
  expect(['releases', 'deployments', 'actions'].map(title)).toEqual(['Releases', 'Deployments', 'Workflow runs']);
  expect([title('releases/tag/app/v1'), title(`releases/${release.id}`)]).toEqual(['app/v1', 'app/v1']);
  expect([title(`actions/runs/${run.id}`), title(`actions/runs/${run.id}/job/1`), title(`deployments/${deployment}`)]).toEqual([
    'Deploy',
    'Deploy',
    'staging',
  ]);
  const nothing = ['releases/tag/v2', 'releases/9', 'deployments/9', 'actions/runs/9', 'actions/caches', 'wiki'];
  expect(nothing.map(title)).toEqual(nothing.map(() => undefined));
});

test('they are linked from the bar of the repository, and refused to strangers', () => {
  const here = visiting();
  const { text } = here.as('rea').get('/acme/shop');
  for (const name of ['actions', 'releases', 'deployments']) {
    expect(text).toContain(`href="/acme/shop/${name}"`);
    expect(here.as('rea').get(`/acme/shop/${name}`)).toMatchObject({ status: 200 });
    expect(here.as(null).get(`/acme/shop/${name}`)).toMatchObject({ status: 404 });
  }
});
