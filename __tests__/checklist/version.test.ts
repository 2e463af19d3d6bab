import { expect, test } from '@jest/globals';
import { manifestOf, versionIn } from '../../src/checklist/version.ts';

test('the version stands in the first file of the policy that is JSON and no pattern, else in the usual one', () => {
  expect(manifestOf({})).toBe('package.json');
  expect(manifestOf({ releases: { version: ['VERSION', 'packages/*/package.json', 'apps/shop/package.json'] } })).toBe(
    'apps/shop/package.json',
  );
  expect(manifestOf({ releases: { version: ['VERSION'] } })).toBe('package.json');
});

test.each([
  ['{"version":"1.2.3"}', '1.2.3'],
  ['{"version":""}', undefined],
  ['{"version":1}', undefined],
  ['[]', undefined],
  ['null', undefined],
  ['{', undefined],
])('%s says %s', (manifest, version) => {
  expect(versionIn(manifest)).toBe(version);
});
