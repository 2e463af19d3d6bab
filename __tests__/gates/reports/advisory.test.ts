import { expect, test } from '@jest/globals';
import { idInUrl, idsOf, scopeOf, severityOf, severityOfScore } from '../../../src/gates/reports/advisory.ts';

test.each([
  ['CRITICAL', 'critical'],
  ['moderate', 'medium'],
  ['Negligible', 'none'],
  ['info', 'none'],
  ['severe', 'unknown'],
  ['', 'unknown'],
  [undefined, 'unknown'],
])('%p is %s', (word, severity) => {
  expect(severityOf(word)).toBe(severity);
});

test('scores become words as FIRST has them, and what is no score is unknown', () => {
  expect([10, 9, 8.9, 7, 6.9, 4, 3.9, 0.1, 0].map(severityOfScore)).toEqual([
    'critical',
    'critical',
    'high',
    'high',
    'medium',
    'medium',
    'low',
    'low',
    'none',
  ]);
  expect([undefined, -1, 10.1, Number.NaN].map(severityOfScore)).toEqual(['unknown', 'unknown', 'unknown', 'unknown']);
});

test('an address ends with the name of the advisory, or has none', () => {
  expect(idInUrl('https://github.com/advisories/GHSA-35jh-r3h4-6jhm')).toBe('GHSA-35jh-r3h4-6jhm');
  expect(idInUrl('https://npmjs.com/advisories/1325')).toBeUndefined();
  expect(idInUrl(undefined)).toBeUndefined();
});

test('names come once, and nothing is no name', () => {
  expect(idsOf('a', undefined, 1, '', 'a')).toEqual(['a', '1']);
});

test('a scope that nobody states is unknown', () => {
  expect([true, false, undefined].map(scopeOf)).toEqual(['dev', 'prod', 'unknown']);
});
