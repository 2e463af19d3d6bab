import { expect, test } from '@jest/globals';
import { addRelease } from '../../../src/sandbox/state/releases.ts';
import { addRepo } from '../../../src/sandbox/state/repositories.ts';
import { shippedFrom } from '../../../src/sandbox/state/shipped.ts';
import { town } from '../town.ts';

test('each repository has what was brought out of it, and no other', () => {
  const { world, repo, acme, person } = town();
  const other = addRepo(world, { owner: acme.account, name: 'other' });
  addRelease(world, repo, { tag: 'v1', author: person('wil') });
  expect([shippedFrom(repo).releases.size, shippedFrom(other).releases.size]).toEqual([1, 0]);
  expect(shippedFrom(repo)).toBe(shippedFrom(repo));
});
