import { expect, test } from '@jest/globals';
import { exempted } from '../../../src/gates/reports/exemptions.ts';
import { advisory } from '../scan/seen.ts';

const exemption = {
  ids: ['CVE-2021-23337'],
  products: ['pkg:npm/lodash@4.17.15'],
  status: 'not_affected',
  why: 'code_not_reachable',
  at: '2026-01-01T00:00:00Z',
};

test('what a statement says does no harm is suppressed and says by whom', () => {
  expect(exempted(advisory(), [exemption]).suppressed).toBe('OpenVEX: not_affected, code_not_reachable');
});

test.each([
  ['another version', { products: ['pkg:npm/lodash@4.17.16'] }],
  ['another package', { products: ['pkg:npm/lodash-es@4.17.15'] }],
  ['another vulnerability', { ids: ['CVE-1'] }],
  ['no product', { products: [] }],
  ['a status that does not help', { status: 'under_investigation' }],
])('a statement about %s is none about this', (_name, change) => {
  expect(exempted(advisory(), [{ ...exemption, ...change }]).suppressed).toBeUndefined();
});

test.each(['lodash', 'pkg:npm/lodash', 'pkg:npm/lodash@4.17.15?vcs=x'])('%s names it', (product) => {
  expect(exempted(advisory(), [{ ...exemption, products: [product] }]).suppressed).toBeDefined();
});

test('a scoped package is named as its address writes it', () => {
  const scoped = advisory({ package: '@acme/a', versions: [] });
  expect(exempted(scoped, [{ ...exemption, products: ['pkg:npm/%40acme/a'] }]).suppressed).toBeDefined();
});

test('the last statement holds', () => {
  const later = { ...exemption, status: 'affected', at: '2026-02-01T00:00:00Z' };
  expect(exempted(advisory(), [later, exemption]).suppressed).toBeUndefined();
});

test.each(['2026-01-01T00:00:00Z', ''])('of two of the time %j the one holds that does not exempt, in either order', (at) => {
  const [harmless, affected] = [
    { ...exemption, at },
    { ...exemption, status: 'affected', at },
  ];
  expect(exempted(advisory(), [harmless, affected]).suppressed).toBeUndefined();
  expect(exempted(advisory(), [affected, harmless]).suppressed).toBeUndefined();
});

test('a statement without a time never holds against one that does not exempt', () => {
  const undated = { ...exemption, at: '' };
  expect(exempted(advisory(), [{ ...exemption, status: 'affected' }, undated]).suppressed).toBeUndefined();
});

test('a statement about one version is none where nobody says which version it is', () => {
  expect(exempted(advisory({ versions: [] }), [exemption]).suppressed).toBeUndefined();
});
