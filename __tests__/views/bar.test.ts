import { describe, expect, test } from '@jest/globals';
import { bar, progress, sharesOf } from '../../src/views/bar.ts';

describe('bar', () => {
  test.each([
    [{ metric: 'lines', value: 80, unit: '%', limit: 'at least 80 %' }, '████████┃░░'],
    // Just short of the limit never looks as if it reached it.
    [{ metric: 'lines', value: 79.99, unit: '%', limit: 'at least 80 %' }, '███████░┃░░'],
    [{ metric: 'lines', value: 100, unit: '%', limit: 'at least 100 %' }, '██████████┃'],
    [{ metric: 'lines', value: 0, unit: '%', limit: 'at least 80 %' }, '░░░░░░░░┃░░'],
    [{ metric: 'p95', value: 400, unit: 'ms', limit: 'at most 200 ms' }, '█████┃█████'],
    [{ metric: 'p95', value: 100, unit: 'ms', limit: 'at most 200 ms' }, '█████░░░░░┃'],
    [{ metric: 'critical', value: 3, limit: 'at most 0' }, '┃██████████'],
  ])('%j', (measured, drawn) => {
    expect(bar(measured)).toBe(drawn);
  });

  test.each([
    ['no limit', { metric: 'lines', value: 80 }],
    ['no number', { metric: 'tls', value: 'TLSv1.3', limit: 'TLSv1.2 or newer' }],
    ['nothing against nothing', { metric: 'critical', value: 0, limit: 'at most 0' }],
    ['two numbers in the limit', { metric: 'p95', value: 1, limit: 'between 1 and 2' }],
    ['below zero', { metric: 'delta', value: -1, limit: 'at least 0' }],
    ['NaN', { metric: 'lines', value: Number.NaN, limit: 'at least 80 %', unit: '%' }],
    ['infinite', { metric: 'p95', value: Number.POSITIVE_INFINITY, limit: 'at most 1' }],
  ])('nothing is drawn: %s', (_, measured) => {
    expect(bar(measured)).toBeUndefined();
  });
});

test('shares are of the whole, and never more than that', () => {
  expect(sharesOf({ metric: 'p95', value: 400, unit: 'ms', limit: 'at most 200 ms' })).toEqual({ value: 1, limit: 0.5 });
  expect(sharesOf({ metric: 'lines', value: 130, unit: '%', limit: 'at least 80 %' })).toEqual({ value: 1, limit: 0.8 });
  expect(sharesOf({ metric: 'lines', value: 80 })).toBeUndefined();
});

test.each([
  [0, 0, '░░░░░░░░░░'],
  [5, 8, '██████░░░░'],
  [1999, 2000, '█████████░'],
  [8, 8, '██████████'],
])('%d of %d', (done, required, drawn) => {
  expect(progress(done, required)).toBe(drawn);
});
