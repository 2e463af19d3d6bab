import { expect, test } from '@jest/globals';
import { viewFullRepository, viewMinimalRepository, viewRepository } from '../../../src/sandbox/shown/repository.ts';
import { openIssue } from '../../../src/sandbox/state/issues.ts';
import { addRepo } from '../../../src/sandbox/state/repositories.ts';
import { town } from '../town.ts';

test('counts what is open and who forked it, and says what the caller may do', () => {
  const { world, repo, person } = town();
  openIssue(world, repo, { title: 't', author: person('rea') });
  const fork = addRepo(world, { owner: person('rea'), name: 'mine', parent: repo });
  expect(viewRepository(world, repo)).toMatchObject({ full_name: 'acme/shop', open_issues: 1, forks: 1, visibility: 'private' });
  expect(viewMinimalRepository(world, fork)).toMatchObject({ fork: true, owner: { login: 'rea' } });
  expect(viewFullRepository(world, fork)).toMatchObject({ parent: { full_name: 'acme/shop' }, permissions: { pull: false } });
  expect(viewFullRepository(world, repo, person('tri'))).toMatchObject({
    organization: { login: 'acme' },
    permissions: { admin: false, maintain: false, push: false, triage: true, pull: true },
  });
});
