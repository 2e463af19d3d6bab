import { expect, test } from '@jest/globals';
import { accountUrls, apiOf, pageOf, repositoryUrls } from '../../../src/sandbox/shown/urls.ts';
import { town } from '../town.ts';

test('everything is where the sandbox is served', () => {
  const { world, repo } = town();
  world.origin = 'http://127.0.0.1:1234';
  expect([apiOf(world, repo), pageOf(world, repo)]).toEqual([
    'http://127.0.0.1:1234/repos/acme/shop',
    'http://127.0.0.1:1234/acme/shop',
  ]);
  expect(repositoryUrls(world, repo)).toMatchObject({
    issues_url: 'http://127.0.0.1:1234/repos/acme/shop/issues{/number}',
    ssh_url: 'git@127.0.0.1:1234:acme/shop.git',
  });
  expect(accountUrls(world, 'gate[bot]')['html_url']).toBe('http://127.0.0.1:1234/gate%5Bbot%5D');
});
