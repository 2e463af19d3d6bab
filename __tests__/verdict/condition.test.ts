import { describe, expect, test } from '@jest/globals';
import type { Condition } from '../../src/checklist/model.ts';
import { evaluate } from '../../src/verdict/condition.ts';
import type { Facts } from '../../src/verdict/facts.ts';
import { facts } from './cases.ts';

describe('a condition', () => {
  test.each<[Condition | undefined, Partial<Facts>, boolean]>([
    [undefined, {}, true],
    [{ paths: ['src/**'] }, {}, true],
    [{ paths: ['api/**'] }, {}, false],
    [{ paths: ['**', '!docs/**'] }, { changedPaths: ['docs/a.md'] }, false],
    [{ paths: ['**', '!docs/**'] }, { changedPaths: ['docs/a.md', 'b.ts'] }, true],
    [{ paths: ['src/**'] }, { changedPaths: [] }, false],
    [{ labels: ['release'] }, {}, true],
    [{ labels: ['risky', 'rel*'] }, {}, true],
    [{ labels: ['risky'] }, {}, false],
    [{ branch: ['release/*'] }, {}, true],
    [{ branch: ['hotfix/*'] }, {}, false],
    [{ base: ['main'] }, {}, true],
    [{ author: ['bot'] }, {}, false],
    [{ author: ['bot', 'human'] }, {}, true],
    [{ environment: ['production'] }, { environment: 'production' }, true],
    [{ environment: ['production'] }, { environment: 'staging' }, false],
    [{ component: ['api'] }, { components: ['web', 'api'] }, true],
    [{ component: ['api'] }, {}, false],
    [{ paths: ['src/**'], labels: ['risky'] }, {}, false],
    [{ paths: ['src/**'], labels: ['release'] }, {}, true],
  ])('%j with %j: %s', (condition, more, applies) => {
    expect(evaluate(condition, { ...facts, ...more }).applies).toBe(applies);
  });

  test.each<[Condition, Partial<Facts>]>([
    [{ paths: ['api/**'] }, { changedPaths: null }],
    [{ labels: ['x'] }, { labels: null }],
    [{ branch: ['x'] }, { branch: null }],
    [{ base: ['x'] }, { base: null }],
    [{ author: ['bot'] }, { authorKind: null }],
    [{ environment: ['x'] }, { environment: null }],
    [{ component: ['x'] }, { components: null }],
  ])('%j that nobody can evaluate is true, and says so', (condition, more) => {
    expect(evaluate(condition, { ...facts, ...more })).toEqual({
      applies: true,
      because: expect.stringContaining('could not be established'),
    });
  });

  test('what is known to be otherwise still does not apply, whatever else is unknown', () => {
    expect(evaluate({ paths: ['api/**'], labels: ['x'] }, { ...facts, labels: null }).applies).toBe(false);
  });
});
