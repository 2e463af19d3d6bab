import { expect, test } from '@jest/globals';
import { policyOwner, powers, usualSettle } from '../../src/checklist/policy.ts';
import { rhythm } from '../../src/reconcile/rhythm.ts';
import { roles } from '../../src/verdict/people.ts';

test('the rules of the verdict know the same roles: those that let something pass, and the one that answers for the rules', () => {
  expect([...powers, policyOwner].toSorted()).toEqual(Object.values(roles).toSorted());
});

test('a check settles as long as it is said that it does', () => {
  expect(rhythm.settle).toBe(usualSettle);
});
