import { expect, test } from '@jest/globals';
import { addApp, install } from '../../../src/sandbox/state/accounts.ts';
import { hearers } from '../../../src/sandbox/webhooks/events.ts';
import { everything, town } from '../town.ts';

function asked(event: string, more: object = {}) {
  const here = town();
  here.installation.events = ['issue_comment', 'merge_group'];
  const change = { event, repo: here.repo, sender: here.person('ada'), about: {}, ...more };
  return { ...here, ask: () => hearers(here.world, change).map(({ app }) => app.slug) };
}

test('an App hears what it asked for, and may read', () => {
  const { ask, installation, repo } = asked('issue_comment');
  expect(ask()).toEqual(['gate']);
  installation.permissions = { pull_requests: 'write' };
  expect(ask()).toEqual([]);
  installation.permissions = everything;
  installation.repositories = new Set();
  expect(ask()).toEqual([]);
  installation.repositories = new Set([repo.id]);
  installation.suspendedAt = 1;
  expect([ask(), asked('issues').ask(), asked('unheard-of').ask()]).toEqual([[], [], []]);
});

test('merge groups need a permission of their own', () => {
  const { ask, installation } = asked('merge_group');
  installation.permissions = { checks: 'write', contents: 'read' };
  expect(ask()).toEqual([]);
});

test('the buttons of a check are heard by its App alone, asked for or not', () => {
  const { world, acme, gate, repo, person } = asked('check_run');
  const other = addApp(world, { slug: 'other', owner: acme.account, permissions: everything, events: ['check_run'] });
  install(world, other, { account: acme.account });
  const change = { event: 'check_run', repo, sender: person('ada'), about: {} };
  expect(hearers(world, change).map(({ app }) => app.slug)).toEqual(['other']);
  expect(hearers(world, { ...change, only: gate }).map(({ app }) => app.slug)).toEqual(['gate']);
});
