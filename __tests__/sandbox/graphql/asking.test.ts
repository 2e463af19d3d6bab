import { expect, test } from '@jest/globals';
import { refused } from '../../../src/sandbox/graphql/asking.ts';
import { town } from '../town.ts';
import { asker, inShop, shop } from './ask.ts';

const ask = inShop('pullRequest(number: 1) { number }');

test('an App needs the permission for what it reads', () => {
  const here = town();
  here.pull('next');
  expect(asker(here, { contents: 'read' })(ask)).toMatchObject({
    data: { repository: { pullRequest: null } },
    errors: [{ type: 'FORBIDDEN', path: ['repository', 'pullRequest'], message: 'Resource not accessible by integration' }],
  });
  for (const permission of ['issues', 'pull_requests'])
    expect(shop(asker(here, { [permission]: 'read' })(ask))).toEqual({ pullRequest: { number: 1 } });
  here.repo.private = false;
  expect(shop(asker(here, {})(ask))).toEqual({ pullRequest: { number: 1 } });
});

test('what somebody may not see is not there', () => {
  const here = town();
  here.repo.collaborators.clear();
  expect(asker(here)(ask)).toMatchObject({
    data: { repository: null },
    errors: [{ type: 'NOT_FOUND', message: "Could not resolve to a Repository with the name 'acme/shop'." }],
  });
  expect(refused('FORBIDDEN', 'm').extensions).toEqual({ type: 'FORBIDDEN' });
});
