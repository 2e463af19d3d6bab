import { describe, expect, test } from '@jest/globals';
import { type ProbeAnswer, probeReport } from '../../src/views/probe.ts';

const sheet = { width: 60, paint: (_: string, text: string) => text };
const colourful = { width: 60, paint: (tone: string, text: string) => `<${tone}>${text}</>` };

const failed: ProbeAnswer = {
  kind: 'redirect',
  address: 'http://a.example',
  tookMs: 1_234,
  judgement: {
    result: 'fail',
    summary: 'the plain address: answers 200 in plain HTTP',
    measured: [
      { metric: 'http://a.example/', value: 'answers 200', limit: 'to https', ok: false },
      { metric: 'hops', value: 2, unit: 'redirects', limit: 'at most 3', ok: true },
      { metric: 'latency', value: 12.345, unit: 'ms' },
    ],
    findings: [{ id: 'a', title: 'sends nobody to https', severity: 'high' }],
    remedy: 'Answer each plain request with 308.',
  },
};

test('a report says what came of it, why, and what to do', () => {
  expect(probeReport(failed, sheet)).toBe(`✗ FAILED  redirect http://a.example

  the plain address: answers 200 in plain HTTP

Looked at
  ✗ http://a.example/  answers 200 (to https)
  ✓ hops               2 redirects (at most 3)
  · latency            12.34 ms

Found
  ✗ high: sends nobody to https

What to do
  Answer each plain request with 308.

Took 1.2 s. --json has all that was seen.
`);
});

describe('the word is there without a colour', () => {
  test.each([
    ['pass', '<good>✓ PASSED</>'],
    ['fail', '<bad>✗ FAILED</>'],
    ['cannot-tell', '<unsure>? CANNOT TELL</>'],
    ['not-applicable', '<muted>– NOT APPLICABLE</>'],
  ] as const)('%s', (result, head) => {
    const text = probeReport({ ...failed, tookMs: 5, judgement: { ...failed.judgement, result } }, colourful);
    expect(text.split('\n')[0]).toBe(`${head}  <strong>redirect http://a.example</>`);
    expect(text).toContain('Took 5 ms');
  });
});

test('what is not there takes no room, and foreign text does nothing', () => {
  const judgement = { result: 'cannot-tell' as const, summary: 'a\u001B[31m\n::error::b', measured: [], findings: [] };
  const text = probeReport({ ...failed, judgement }, sheet);
  expect(text).not.toMatch(/Looked|Found|What to do|^::/m);
  expect(text).not.toContain('\u001B');
});
