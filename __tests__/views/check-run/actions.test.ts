import { expect, test } from '@jest/globals';
import { actionsOf } from '../../../src/views/check-run/actions.ts';
import { hold, sha, verdict } from '../samples.ts';

const subject = { kind: 'pull-request', repoId: 1, number: 7, sha } as const;
const offered = (...given: Parameters<typeof verdict>) => actionsOf(verdict(...given)).map(({ identifier }) => identifier);

test('who is not held can be held, who is held can be let go', () => {
  expect(offered({ subject })).toEqual(['recheck', 'hold']);
  expect(offered({ subject, decision: 'waiting', obstacles: [hold] })).toEqual(['recheck', 'release-hold']);
});

test('a merge group is only looked at again: a hold is of its pull requests', () => {
  expect(offered({ subject: { kind: 'merge-group', repoId: 1, sha } })).toEqual(['recheck']);
});

test('every button fits', () => {
  const all = [actionsOf(verdict({ subject })), actionsOf(verdict({ subject, obstacles: [hold] }))].flat();
  for (const { label, description, identifier } of all) {
    expect([label.length <= 20, description.length <= 40, identifier.length <= 20]).toEqual([true, true, true]);
  }
});
