import { describe, expect, test } from '@jest/globals';
import { limitsIn, metricOf, percentileOf } from '../../../src/checklist/markdown/limits.ts';

const ops: Readonly<Record<string, readonly string[]>> = {
  '<': ['<', 'under', 'below', 'less than', 'Less Than'],
  '>': ['>', 'above', 'more than', 'exceeds'],
  '<=': ['<=', '≤', 'at most', 'maximum', 'maximum of', 'max', 'no more than', 'up to', 'UP TO'],
  '>=': ['>=', '≥', 'at least', 'minimum', 'minimum of', 'min'],
  '=': ['='],
};

test.each(Object.entries(ops).flatMap(([op, words]) => words.map((word) => [word, op] as const)))('%s is %s', (word, op) => {
  expect(limitsIn(`Size ${word} 5`)).toMatchObject([{ op, value: 5, text: `${word} 5` }]);
});

test.each(['thunder', 'admin', 'climax', 'cleanup to'])('%s says nothing of what is better', (word) => {
  expect(limitsIn(`Size ${word} 5 h`).map(({ op }) => op)).toEqual([undefined]);
});

test.each(
  '%, kb, mb, gb, tb, KiB, MiB, ms, s, sec, secs, second, seconds, min, mins, minute, minutes, h, hour, hours, day, days, week, weeks, month, months, rps, req/s, MS'
    .split(', ')
    .map((unit) => [unit]),
)('a number of %s is a limit without an operator', (unit) => {
  expect(limitsIn(`Size 5${unit}`)).toEqual([{ metric: 'Size', value: 5, unit, grade: 'target', text: `5${unit}` }]);
});

test.each(['Size 5', 'Size 5 jobs', 'Size 5 apples', 'IPv 4', 'Size 5x'])('%s has none', (text) => {
  expect(limitsIn(text)).toEqual([]);
});

describe('numbers', () => {
  test.each([
    ['< 1,000', 1_000],
    ['< 12,345,678', 12_345_678],
    ['< 999', 999],
    ['< 1.25', 1.25],
    ['< 123456789012', 123_456_789_012],
    ['< 1,000,000,000,000', 1e12],
    ['<5', 5],
    ['<  5', 5],
  ])('%s is %d', (text, value) => {
    expect(limitsIn(`Size ${text}`).map((limit) => limit.value)).toEqual([value]);
  });

  test.each(['v1.2', 'TLS-1', '10.0.0.1', '2026-11-21', '12:30', 'a/5', '5-10', '5–10', '1.2.3', '< 5-6'])(
    'none in %s',
    (text) => {
      expect(limitsIn(`At ${text}`)).toEqual([]);
    },
  );

  test('a plus is at least, also without a unit', () => {
    expect(limitsIn('Key of 32+')).toEqual([{ metric: 'Key of', op: '>=', value: 32, grade: 'target', text: '32+' }]);
  });

  test('several of one text', () => {
    expect(limitsIn('Fast: < 1s, never > 2s').map(({ op, value }) => [op, value])).toEqual([
      ['<', 1],
      ['>', 2],
    ]);
  });

  test('beyond two thousand characters nobody looks', () => {
    const before = 'x'.repeat(1_994);
    expect(limitsIn(`${before} < 5 %`)).toHaveLength(1);
    expect(limitsIn(`${'x'.repeat(2_000)} < 5 %`)).toEqual([]);
  });
});

describe('the share that a limit is for', () => {
  test.each([
    ['p50', 50],
    ['P95', 95],
    ['p99.95', 99.95],
    ['95th percentile', 95],
    ['99.9TH PERCENTILE', 99.9],
    ['ip95', undefined],
    ['p955', undefined],
    ['p9', undefined],
    ['195th percentile', undefined],
    ['95th percentiles', undefined],
  ])('%s: %s', (text, share) => {
    expect(percentileOf(`at ${text}`)).toBe(share);
  });

  test('is no limit itself, and those beside it are', () => {
    expect(limitsIn('95th percentile < 5 ms').map(({ value }) => value)).toEqual([5]);
    expect(limitsIn('< 5 ms at the 95th percentile').map(({ value }) => value)).toEqual([5]);
    expect(limitsIn('5% p95 7%').map(({ value }) => value)).toEqual([5, 7]);
    expect(limitsIn('at least 95th percentile')).toEqual([]);
  });
});

test.each([
  ['Restore –  < 1 h', 'Restore'],
  ['RTO:— < 1 h', 'RTO'],
  ['A - B < 1 h', 'A - B'],
  ['Coverage 80%', 'Coverage'],
  ['Rate (of errors) < 1%', 'Rate'],
  ['2 of 3 pass', '2 of'],
  ['≥ 5', '≥ 5'],
  ['A=5', 'A'],
  ['A≤5', 'A'],
  ['< '.padEnd(250, '5'), '< '.padEnd(200, '5')],
])('the metric of %s is %s', (text, metric) => {
  expect(metricOf(text)).toBe(metric);
});
