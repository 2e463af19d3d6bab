import { expect, test } from '@jest/globals';
import { routes } from '../../../src/sandbox/rest/routes.ts';
import { openDescriptions } from '../../../src/sandbox/validate/descriptions.ts';

test('GitHub describes every operation, and the cut holds no other', () => {
  const operations = routes.map(({ operation }) => operation);
  expect(new Set(operations).size).toBe(operations.length);
  expect(openDescriptions().operations().toSorted()).toEqual(operations.toSorted());
});

test('an operation on a repository says what it takes', () => {
  const onRepos = routes.filter(({ answerInRepo }) => answerInRepo);
  const open = onRepos.filter(({ needs }) => needs.audience !== 'app' && (needs.app === undefined || needs.role === undefined));
  expect(open.map(({ operation }) => operation)).toEqual([]);
  expect(onRepos.length).toBeGreaterThan(60);
});
