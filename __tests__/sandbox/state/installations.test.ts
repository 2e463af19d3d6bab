import { expect, test } from '@jest/globals';
import { addToken } from '../../../src/sandbox/state/accounts.ts';
import { chooseRepositories, uninstall } from '../../../src/sandbox/state/installations.ts';
import { addRepo } from '../../../src/sandbox/state/repositories.ts';
import { town } from '../town.ts';

test('what came and what went is told apart, and nothing where nothing changed', () => {
  const { world, installation, repo, acme } = town();
  const other = addRepo(world, { owner: acme.account, name: 'other' });
  const heard: unknown[] = [];
  world.listeners.push(({ event, action, about, raw }) => {
    const names = (repos: typeof about.repositories_added) => repos?.map(({ name }) => name);
    heard.push([`${event}.${action}`, names(about.repositories_added), names(about.repositories_removed), raw]);
  });
  const selected = { repository_selection: 'selected' };
  chooseRepositories(world, installation, { repositories: new Set([repo.id]) });
  chooseRepositories(world, installation, { repositories: new Set([repo.id]) });
  chooseRepositories(world, installation, { repositories: new Set([other.id]) });
  expect(heard).toEqual([
    ['installation_repositories.removed', [], ['other'], selected],
    ['installation_repositories.added', ['other'], [], selected],
    ['installation_repositories.removed', [], ['shop'], selected],
  ]);
});

test('with an installation go its tokens', () => {
  const { world, installation, gate, acme } = town();
  addToken(world, { kind: 'installation', installation, permissions: {}, repositories: 'all', expiresAt: 1 });
  addToken(world, { kind: 'user', account: acme.account, expiresAt: null });
  const heard: unknown[] = [];
  world.listeners.push(({ event, action, installation: own }) => heard.push([event, action, own?.app]));
  uninstall(world, installation);
  expect([world.grants.size, world.installations.size, heard]).toEqual([1, 0, [['installation', 'deleted', gate]]]);
});
