import { describe, expect, test } from '@jest/globals';
import { changesVersion, listsBase, namedRelease, releaseWords, versionFiles } from '../../../src/reconcile/policy/release.ts';

describe('which branches it speaks of', () => {
  test.each([
    [undefined, 'main', true],
    [undefined, 'develop', false],
    [{}, 'main', true],
    [{ base: ['main', 'release/*'] }, 'release/2', true],
    [{ base: ['release/*'] }, 'main', false],
    [{ base: ['release/*'] }, 'release/2/fix', false],
  ])('%j and %s: %s', (releases, base, expected) => {
    expect(listsBase(releases, base, 'main')).toBe(expected);
  });
});

describe('what makes a release by its name', () => {
  const pull = { base: 'main', branch: 'feature', labels: ['bug'] };
  test.each([
    ['nothing is said of it', undefined, pull, true],
    ['only bases are named', { base: ['main'] }, pull, true],
    ['its branch is named', { head: ['feature'] }, pull, true],
    ['another branch is named', { head: ['release/*'] }, pull, false],
    ['its label is named', { labels: ['bug', 'release'] }, pull, true],
    ['another label is named', { labels: ['release'] }, pull, false],
    ['its labels are not known', { labels: ['release'] }, { ...pull, labels: null }, true],
    ['only versions are named', { version: ['package.json'] }, pull, false],
  ])('%s', (_name, releases, candidate, expected) => {
    expect(namedRelease(releases, candidate) !== undefined).toBe(expected);
  });
});

describe('versions', () => {
  test('only changed files that carry one', () => {
    expect(versionFiles({ version: ['package.json', '**/VERSION'] }, ['src/a.ts', 'package.json', 'app/VERSION'])).toEqual([
      'package.json',
      'app/VERSION',
    ]);
    expect(versionFiles({ base: ['main'] }, ['package.json'])).toEqual([]);
  });

  test.each([
    ['another version', '{"version":"1.0.0"}', '{"version":"1.0.1"}', true],
    ['another dependency', '{"version":"1.0.0","dependencies":{}}', '{"version":"1.0.0","dependencies":{"a":"1"}}', false],
    ['the version taken out', '{"version":"1.0.0"}', '{}', true],
    ['a version put in', '{}', '{"version":"1.0.0"}', true],
    ['no JSON', '1.0.0', '1.0.1', true],
    ['broken JSON', '{"version":"1.0.0"}', '{"version":"1.0.0"', true],
    ['a version that is no text', '{"version":1}', '{"version":1,"a":1}', true],
    ['a file that came', undefined, '{"version":"1.0.0"}', true],
    ['a file that went', '{"version":"1.0.0"}', undefined, true],
    ['neither can be read', undefined, undefined, true],
  ])('%s', (_name, before, after, expected) => {
    expect(changesVersion(before, after)).toBe(expected);
  });
});

test('in words', () => {
  expect(releaseWords({ head: ['release/*'], labels: ['release'], version: ['package.json'] })).toEqual([
    'a pull request from a branch release/*',
    'one that has or had the label release',
    'one that changes the version in package.json',
  ]);
  expect(releaseWords(undefined)).toEqual([]);
});
