import { describe, expect, test } from '@jest/globals';
import { type Leak, readGitleaks } from '../../../src/gates/reports/gitleaks.ts';
import { problemsOf } from '../problems.ts';
import { textSource } from './text-source.ts';

async function read(report: unknown) {
  const leaks: Leak[] = [];
  const { facts, doubts } = await readGitleaks(textSource(JSON.stringify(report)), (leak) => leaks.push(leak));
  return { facts, doubts, leaks };
}

const secret = 'hunter2';
const eight = {
  RuleID: 'r',
  File: 'a.ts',
  StartLine: 3,
  Commit: '0123456789abcdef',
  Fingerprint: 'f',
  Secret: secret,
  Match: `x=${secret}`,
};
const seven = { rule: 'R', file: 'b.ts', lineNumber: 4, commit: '', offender: secret, line: `x=${secret}` };

describe('shapes', () => {
  test.each<[string, unknown, object, number]>([
    ['version 8', [eight, eight], { shape: 'list-v8', leaks: 2, by_rule: { r: 2 }, unique_fingerprints: 1 }, 2],
    ['version 7', [seven], { shape: 'list-v7', leaks: 1, by_rule: { R: 1 }, unique_fingerprints: 0 }, 1],
    ['none', [], { shape: 'empty-list', leaks: 0, by_rule: {}, unique_fingerprints: 0 }, 0],
    ['none, of old', null, { shape: null, leaks: 0 }, 0],
    [
      'an object',
      { leaks: [{ rule_id: 'q', file: 'c', start_line: 1 }], errors: [] },
      { shape: 'object', keys: 'leaks,errors', leaks: 1 },
      1,
    ],
  ])('%s', async (_name, report, facts, leaks) => {
    const seen = await read(report);
    expect([seen.facts, seen.doubts, seen.leaks.length]).toEqual([facts, [], leaks]);
  });
});

test('nothing of the secret is kept', async () => {
  const seen = await read([eight, seven]);
  expect(JSON.stringify(seen)).not.toContain(secret);
  expect(seen.leaks).toEqual([
    { rule: 'r', file: 'a.ts', line: 3, commit: '0123456789ab' },
    { rule: 'R', file: 'b.ts', line: 4, commit: undefined },
  ]);
});

test.each([
  [[{ File: 'a' }], 'by which rule'],
  [{ errors: [] }, 'no list of leaks'],
  [{ leaks: [] }, 'the scan had errors, or does not say'],
  [{ leaks: [], errors: ['x'] }, 'the scan had errors, or does not say'],
])('%j is doubted: %s', async (report, doubt) => {
  expect((await read(report)).doubts.join()).toContain(doubt);
});

test.each([[[null]], [[[]]], [{ leaks: {} }], ['x'], [[{ RuleID: 5 }]]])('%j is refused', async (report) => {
  expect(await problemsOf(() => read(report))).toHaveLength(1);
});
