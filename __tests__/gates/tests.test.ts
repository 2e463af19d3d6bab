import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { judgeClaim } from '../../src/gates/engine/judge.ts';
import { collectAll } from '../../src/gates/engine/runner.ts';
import type { Static } from '../../src/gates/engine/schema.ts';
import { compareLimits } from '../../src/gates/engine/tighten.ts';
import { issuesOf } from '../../src/gates/engine/validate.ts';
import { openWorkspace } from '../../src/gates/engine/workspace.ts';
import { tests } from '../../src/gates/tests.ts';
import { withFolder } from './folder.ts';

type Evidence = Static<typeof tests.evidence>;
type Limits = Static<typeof tests.limits>;

const counts = (passed: number, failed = 0, skipped = 0, flaky = 0) => ({
  tests: passed + failed + skipped,
  passed,
  failed,
  errored: 0,
  skipped,
  flaky,
});

const evidenceOf = (all: Evidence['counts'], more: Partial<Evidence> = {}): Evidence => ({
  reports: [{ path: 'junit.xml', format: 'junit', tests: all.tests }],
  counts: all,
  unseen: 0,
  unseenSkipped: 0,
  uncounted: 0,
  seconds: 12.5,
  suites: {},
  failures: [],
  flaky: [],
  doubts: [],
  ...more,
});
const well = evidenceOf(counts(8, 0, 2, 1), {
  suites: { unit: counts(7, 0, 2, 1), e2e: counts(0, 0, 1) },
  flaky: [{ name: 'now and then' }],
});
/** Judged as the engine does it, so that an answer that contradicts itself does not count here either. */
function judge(limits: Limits, seen = well) {
  const claim = { gate: 'tests', source: '', at: '', tookMs: 0, state: 'collected' as const, data: seen };
  return judgeClaim(tests, claim, limits);
}

test('all pass', () => {
  expect(judge({})).toMatchObject({
    result: 'pass',
    summary: '8 of 10 tests passed, 2 skipped, 1 only when they were run again',
  });
});

test('one fails, and is named', () => {
  const failures = [
    { name: 'f', suite: 's', file: 'a.test.ts', message: 'no' },
    { name: 'f', suite: 's', file: 'a.test.ts' },
  ];
  const { result, findings, remedy } = judge({}, evidenceOf(counts(8, 3), { failures }));
  expect([result, findings.map(({ id }) => id)]).toEqual([
    'fail',
    ['test:a.test.ts:s > f', 'test:a.test.ts:s > f#2', 'more-failures'],
  ]);
  expect(remedy).toContain('s > f: no');
  expect(judge({ failed: 3 }, evidenceOf(counts(8, 3), { failures })).result).toBe('pass');
});

test('what failed outside of all tests is a failure', () => {
  const failures = [{ name: 'setup failed' }];
  expect(judge({}, evidenceOf(counts(8), { unseen: 2, failures }))).toMatchObject({
    result: 'fail',
    findings: [{ id: 'test:setup failed' }, { value: 1 }],
  });
});

describe('limits', () => {
  test.each<[Limits, string[]]>([
    [{ tests: 8 }, []],
    [{ tests: 9 }, ['tests']],
    [{ skipped: 2 }, []],
    [{ skipped: 1 }, ['skipped']],
    [{ skippedPercent: 20 }, []],
    [{ skippedPercent: 19.9 }, ['skipped-percent']],
    [{ flaky: 0 }, ['flaky']],
    [{ seconds: 12 }, ['seconds']],
    [{ suites: { unit: { tests: 7, skipped: 2, flaky: 1 } } }, []],
    [{ suites: { unit: { tests: 8, skipped: 1, flaky: 0 } } }, ['unit:tests', 'unit:skipped', 'unit:flaky']],
  ])('%j: %j', (limits, ids) => {
    const judgement = judge(limits);
    expect([judgement.result, judgement.findings.map(({ id }) => id)]).toEqual([ids.length > 0 ? 'fail' : 'pass', ids]);
    if (ids.length > 0) expect(judgement.remedy).toMatch(/\w/);
  });

  test('what the reports state is taken where it is worse', () => {
    const seen = evidenceOf(counts(10), { unseenSkipped: 3, uncounted: 4 });
    expect(judge({ skipped: 2 }, seen).findings).toMatchObject([{ value: 3 }]);
    expect(judge({ tests: 7 }, seen).findings).toMatchObject([{ value: 6 }]);
  });
});

test('a suite of which nothing ran proves nothing, however well the others are', () => {
  expect(judge({ suites: { e2e: { tests: 1 } } })).toMatchObject({ result: 'cannot-tell', summary: 'no test of e2e ran' });
  const { result, remedy } = judge({ suites: { smoke: { tests: 1 }, constructor: { tests: 1 } } });
  expect([result, remedy]).toEqual(['cannot-tell', expect.stringContaining('smoke and constructor')]);
});

test.each<[string, Evidence]>([
  ['a doubt', { ...well, doubts: ['x'] }],
  ['no report', evidenceOf(counts(0), { reports: [] })],
  ['no test', evidenceOf(counts(0))],
  ['only skipped ones', evidenceOf(counts(0, 0, 3))],
  ['reports of other numbers', { ...well, reports: [{ path: 'a', format: 'tap', tests: 3 }] }],
  ['numbers that do not add up', evidenceOf({ ...counts(3), tests: 4 })],
  ['more flaky than passed', evidenceOf(counts(1, 0, 0, 2))],
  ['numbers of a suite', { ...well, suites: { unit: { ...counts(3), tests: 9 } } }],
  ['more failures than counted', { ...well, failures: [{ name: 'a' }] }],
])('%s cannot be told', (_name, seen) => {
  expect(judge({}, seen)).toMatchObject({ result: 'cannot-tell', remedy: expect.stringMatching(/\w/) });
});

test('a stricter limit never passes where a looser one fails', () => {
  const limit = fc.record(
    { tests: fc.integer({ min: 1, max: 12 }), skipped: fc.nat(4), skippedPercent: fc.nat(40), flaky: fc.nat(3) },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(limit, limit, (a, b) => {
      if (compareLimits(tests.limits, a, b) === 'tightened' && judge(b).result === 'pass') expect(judge(a).result).toBe('pass');
    }),
  );
  const unit = { suites: { unit: { tests: 1 } } };
  expect([compareLimits(tests.limits, {}, unit), compareLimits(tests.limits, unit, {})]).toEqual(['tightened', 'loosened']);
});

test.each([
  [{ failed: -1 }, 'at least 0'],
  [{ suites: { unit: {} } }, 'tests'],
  [{ test: 3 }, 'did you mean "tests"?'],
])('the limits %j are refused', (limits, message) => {
  expect(
    issuesOf(tests.limits, limits)
      .map((issue) => `${issue.path} ${issue.message}`)
      .join(),
  ).toContain(message);
});

test('from the file to the answer', async () => {
  const files = { 'unit/a.xml': '<testsuite name="a"><testcase name="x"/></testsuite>', 'e2e/b.tap': '1..1\nnot ok 1 - y\n' };
  await withFolder(files, async (root) => {
    const source = { files: ['*/*.xml', '*/*.tap'], suites: { unit: 'unit/*', e2e: { files: ['e2e/*'] } } };
    const [claim] = await collectAll([{ gate: 'tests', source, limits: {} }], {
      gateById: () => tests,
      workspace: await openWorkspace(root),
    });
    if (claim === undefined) throw new Error('there is no claim');
    expect(judgeClaim(tests, claim, { suites: { unit: { tests: 1 } } })).toMatchObject({
      result: 'fail',
      findings: [{ title: 'y' }],
    });
    expect(judgeClaim(tests, claim, { failed: 1, suites: { unit: { tests: 1 }, e2e: { tests: 1 } } }).result).toBe('pass');
  });
});
