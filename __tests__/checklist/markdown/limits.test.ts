import { expect, test } from '@jest/globals';
import { limitsIn, metricOf, percentileOf } from '../../../src/checklist/markdown/limits.ts';

test.each<[string, object[]]>([
  ['Error rate normal (<1%)', [{ metric: 'Error rate normal', op: '<', value: 1, unit: '%', text: '<1%' }]],
  ['Response time < 500ms p95', [{ metric: 'Response time', op: '<', value: 500, unit: 'ms', percentile: 95, text: '< 500ms' }]],
  ['High latency (> 2s p99.9)', [{ metric: 'High latency', op: '>', value: 2, unit: 's', percentile: 99.9, text: '> 2s' }]],
  ['Queue (≤ 1,000 jobs)', [{ metric: 'Queue', op: '<=', value: 1000, unit: 'jobs', text: '≤ 1,000 jobs' }]],
  ['Coverage at least 80 %', [{ metric: 'Coverage at least', op: '>=', value: 80, unit: '%', text: 'at least 80 %' }]],
  ['Restore in under 4 hours', [{ metric: 'Restore in under', op: '<', value: 4, unit: 'hours', text: 'under 4 hours' }]],
  ['4+ cores', [{ metric: '4+ cores', op: '>=', value: 4, unit: 'cores', text: '4+ cores' }]],
  ['Scale on CPU (70%)', [{ metric: 'Scale on CPU', value: 70, unit: '%', text: '70%' }]],
  ['Kept for 30 days', [{ metric: 'Kept for', value: 30, unit: 'days', text: '30 days' }]],
  ['Monitor for 24-48 hours', []],
  ['PostgreSQL 15.5 running', []],
  ['AES-256 and OAuth2, v1.2 on p95', []],
  ['At 2x traffic', []],
  ['All tests pass', []],
])('%s', (text, limits) => {
  expect(limitsIn(text)).toEqual(limits.map((limit) => ({ ...limit, grade: 'target' })));
});

test('the grade is the column’s', () => {
  expect(limitsIn('< 2s', 'critical')).toMatchObject([{ grade: 'critical', op: '<' }]);
});

test.each([
  ['Latency (p95)', 95],
  ['99th percentile of it', 99],
  ['Latency', undefined],
])('the percentile of %s is %s', (text, percentile) => {
  expect(percentileOf(text)).toBe(percentile);
});

test.each([
  ['Latency (p95)', 'Latency'],
  ['< 2s', '< 2s'],
  ['RTO: < 1 hour', 'RTO'],
])('the metric of %s is %s', (text, metric) => {
  expect(metricOf(text)).toBe(metric);
});
