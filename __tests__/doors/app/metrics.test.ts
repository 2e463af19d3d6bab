import { expect, test } from '@jest/globals';
import { createMetrics } from '../../../src/doors/app/metrics.ts';

test('as Prometheus reads them', () => {
  const metrics = createMetrics();
  const taken = metrics.counter({ name: 'taken_total', help: 'Taken.', labels: { kind: ['a', 'b'], end: ['well'] } });
  const plain = metrics.counter({ name: 'plain_total', help: 'Plain.', labels: {} });
  const took = metrics.histogram({ name: 'took_seconds', help: 'Took.', buckets: [0.1, 1] });
  let known: number | undefined;
  metrics.gauge({ name: 'waiting', help: 'Waiting.', read: () => known });
  taken({ kind: 'a', end: 'well' });
  taken({ kind: 'a', end: 'well' }, 2);
  for (const value of [0.05, 0.1, 0.5, 7]) took(value);
  const head = `# HELP taken_total Taken.
# TYPE taken_total counter
taken_total{kind="a",end="well"} 3
# HELP plain_total Plain.
# TYPE plain_total counter
plain_total `;
  const rest = `
# HELP took_seconds Took.
# TYPE took_seconds histogram
took_seconds_bucket{le="0.1"} 2
took_seconds_bucket{le="1"} 3
took_seconds_bucket{le="+Inf"} 4
took_seconds_sum 7.65
took_seconds_count 4
`;
  expect(metrics.text()).toBe(`${head}0${rest}`);
  known = 4;
  plain({});
  expect(metrics.text()).toBe(`${head}1${rest}# HELP waiting Waiting.\n# TYPE waiting gauge\nwaiting 4\n`);
});

test('no stranger makes series', () => {
  const metrics = createMetrics();
  const taken = metrics.counter({ name: 'taken_total', help: 'Taken.', labels: { kind: ['a'] } });
  for (const kind of ['a', 'x"} 1\nforged{a="', 'y', '__proto__', 'a ']) taken({ kind });
  expect(metrics.text().trim().split('\n').slice(2)).toEqual(['taken_total{kind="a"} 1', 'taken_total{kind="other"} 4']);
});
