import { expect, test } from '@jest/globals';
import { matchesAny } from '../../../src/sandbox/runner/filters.ts';

test.each([
  [['main'], 'main', true],
  [['release/*'], 'release/1/x', false],
  [['release/**'], 'release/1/x', true],
  [['**/docs/**'], 'docs/a.md', true],
  [['*.js'], 'src/a.js', false],
  [['**.js'], 'src/a.js', true],
  [['v[12].[0-9]+'], 'v1.10', true],
  [['v?'], 'v', true],
  [['**', '!main'], 'main', false],
  [['**', '!main', 'ma*'], 'main', true],
  [['a.b'], 'axb', false],
])('%j %s: %s', (patterns, name, is) => {
  expect(matchesAny(patterns, name)).toBe(is);
});
