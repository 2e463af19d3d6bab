import { describe, expect, test } from '@jest/globals';
import { componentsOf, ownTargets, sectionOf, targetFor, targetsOf } from '../../src/checklist/component.ts';

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

test('the section of a component applies when it is touched', () => {
  expect(sectionOf('api')).toMatchObject({ kind: 'section', title: 'api', when: { component: ['api'] } });
});

describe('targets', () => {
  const a = { url: 'https://a.example' };
  const config = { targets: { p: a, q: a }, components: { api: { paths: ['a'], targets: { p: a } }, web: { paths: ['w'] } } };

  test('have one name each, and a place', () => {
    expect(targetsOf(config).map(({ name, path, component }) => [name, path, component])).toEqual([
      ['p', 'targets.p', undefined],
      ['q', 'targets.q', undefined],
      ['api.p', 'components.api.targets.p', 'api'],
    ]);
    expect(targetsOf({})).toEqual([]);
  });

  test.each<[string, string | undefined, string]>([
    ['p', undefined, 'p'],
    ['p', 'api', 'api.p'],
    ['q', 'api', 'q'],
    ['p', 'web', 'p'],
    ['p', 'constructor', 'p'],
    ['nowhere', 'api', 'nowhere'],
  ])('%s, asked by %s, is %s', (name, component, expected) => {
    expect(targetFor(name, component, config)).toBe(expected);
  });

  test('of its own', () => {
    expect([ownTargets('api', config), ownTargets('web', config), ownTargets('api', {})]).toEqual([['p'], [], []]);
  });
});
