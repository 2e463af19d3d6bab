import { expect, test } from '@jest/globals';
import { componentsOf } from '../../src/checklist/component.ts';

const components = { api: { paths: ['api/**', '!api/docs/**'] }, web: { paths: ['web/**'] } };

test.each<[string[] | null, string[] | null]>([
  [['api/a.ts'], ['api']],
  [
    ['web/a.ts', 'api/a.ts'],
    ['api', 'web'],
  ],
  [['api/docs/a.md'], []],
  [[], []],
  [null, null],
])('%j touches %j', (paths, expected) => {
  expect(componentsOf(components, paths)).toEqual(expected);
});

test('where there are none to tell apart, it is unknown', () => {
  expect(componentsOf(undefined, ['a'])).toBeNull();
});
