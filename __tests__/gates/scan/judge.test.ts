import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { severities } from '../../../src/gates/scan/evidence.ts';
import { judgeScan } from '../../../src/gates/scan/judge.ts';
import type { ScanLimits } from '../../../src/gates/scan/limits.ts';
import { advisory, at, none, seen } from './seen.ts';

const today = at('2026-11-21T12:00:00Z');
const judge = (advisories: Parameters<typeof seen>[0], limits: ScanLimits, change = {}) =>
  judgeScan(seen(advisories, change), limits, today);

test('a limit for one severity holds for all that is worse', () => {
  const critical = advisory({ severity: 'critical' });
  expect(judge([critical], { high: 0 })).toMatchObject({
    result: 'fail',
    findings: [{ id: 'CVE-2021-23337|lodash', severity: 'critical' }],
  });
  expect(judge([critical], { high: 1 })).toMatchObject({ result: 'pass', summary: '1 high or worse (at most 1) in 10 packages' });
  expect(judge([advisory({ severity: 'low' })], { medium: 0 }).result).toBe('pass');
  expect(judge([advisory({ severity: 'none' })], { low: 0 }).result).toBe('pass');
  expect(judge([advisory({ severity: 'none' })], { total: 0 }).result).toBe('fail');
});

test('what nobody knows the severity of counts against a limit of its own, which is 0', () => {
  const unknown = advisory({ severity: 'unknown' });
  expect(judge([unknown], { critical: 5 }).result).toBe('fail');
  expect(judge([unknown], { critical: 5, unknown: 1 }).result).toBe('pass');
});

test('what a report leaves out shows that no limit is kept', () => {
  const reports = [{ path: 'snyk.json', format: 'snyk', tool: 'snyk', packages: 10, least: 'high' as const }];
  expect(judge([], { high: 0 }, { reports }).result).toBe('pass');
  for (const limits of [{ medium: 0 }, { high: 0, low: 5 }, { total: 0 }]) {
    const summary = 'snyk.json leaves out what is below high, and a limit is set for that';
    expect(judge([], limits, { reports })).toMatchObject({ result: 'cannot-tell', summary });
  }
});

describe('it does not count', () => {
  test.each<[string, Parameters<typeof advisory>[0], ScanLimits]>([
    ['what is only for development', { scope: 'dev' }, { scope: 'prod' }],
    ['what its makers will not mend', { fix: 'will-not-fix' }, { passOver: ['will-not-fix'] }],
    ['what the base has as well', { inBase: true }, { only: 'new' }],
    ['what was published just now', { published: '2026-11-18T00:00:00Z' }, { grace: { high: 7 } }],
    ['what is misconfigured, where that is not asked for', { weakness: 'misconfiguration' }, {}],
    ['what the tool suppresses', { suppressed: 'not used' }, {}],
  ])('%s', (_name, change, limits) => {
    expect(judge([advisory(change)], { ...limits, total: 0 }).result).toBe('pass');
    expect(judge([advisory(change)], { total: 0 }).result).toBe(Object.keys(limits).length > 0 ? 'fail' : 'pass');
  });
});

describe('it counts, because nobody knows that it does not matter', () => {
  test.each<[string, Parameters<typeof advisory>[0], ScanLimits]>([
    ['a scope that is unknown', { scope: 'unknown' }, { scope: 'prod' }],
    ['a fix that is unknown', { fix: 'unknown' }, { passOver: ['none', 'will-not-fix', 'end-of-life'] }],
    ['no base', {}, { only: 'new' }],
    ['no date', {}, { grace: { high: 7 } }],
    ['a date that is none', { published: 'soon' }, { grace: { high: 7 } }],
    ['a date of the future', { published: '2027-01-01T00:00:00Z' }, { grace: { high: 7 } }],
    ['a grace that is over', { published: '2026-11-01T00:00:00Z' }, { grace: { high: 7 } }],
    ['a grace of another severity', { published: '2026-11-20T00:00:00Z' }, { grace: { low: 7 } }],
  ])('%s', (_name, change, limits) => {
    expect(judge([advisory(change)], { ...limits, high: 0 }).result).toBe('fail');
  });
});

describe('an ignore', () => {
  const ignore = { id: 'ghsa-35jh-r3h4-6jhm', reason: 'template is never called', owner: 'ada', until: '2027-01-31' };

  test('puts aside what has any of its names, as long as it lasts', () => {
    const judged = judge([advisory()], { high: 0, ignore: [ignore] });
    expect(judged).toMatchObject({ result: 'pass', summary: '0 high or worse (at most 0), 1 put aside in 10 packages' });
    expect(judged.measured).toContainEqual({ metric: 'put aside: ignored by ada', value: 1 });
  });

  test('that has ended, or is for another package, covers nothing, and is shown', () => {
    const ended = judge([advisory()], { high: 0, ignore: [{ ...ignore, until: '2026-11-20' }] });
    expect(ended.result).toBe('fail');
    expect(ended.measured).toContainEqual({ metric: 'ignore of ghsa-35jh-r3h4-6jhm (ada)', value: 'ended on 2026-11-20' });
    const other = judge([advisory()], { high: 0, ignore: [{ ...ignore, package: 'lodash-es' }] });
    expect(other.result).toBe('fail');
    expect(other.measured).toContainEqual({ metric: 'ignore of ghsa-35jh-r3h4-6jhm (ada)', value: 'matches nothing: remove it' });
  });

  test.each(['2026-02-30', '2099-13-45', '2028-01-01'])('until %s cannot be used', (until) => {
    expect(judge([], { high: 0, ignore: [{ ...ignore, until }] })).toMatchObject({
      result: 'cannot-tell',
      summary: expect.stringContaining(until),
    });
  });
});

describe('it cannot tell', () => {
  test.each<[string, Partial<ReturnType<typeof seen>>, ScanLimits, string]>([
    ['without a report', { reports: [] }, { high: 0 }, 'no report'],
    ['from a report that is doubted', { doubts: ['totals differ', 'x'] }, { high: 0 }, 'totals differ (and 1 more such)'],
    [
      'from a report about no packages',
      { reports: [{ path: 'a', format: 'f', tool: 't', packages: 0 }] },
      { high: 0 },
      'no package',
    ],
    ['with no limit of a number', {}, { scope: 'prod' }, 'how many are too many'],
  ])('%s', (_name, change, limits, said) => {
    const judged = judge([], limits, change);
    expect(judged).toMatchObject({ result: 'cannot-tell', summary: expect.stringContaining(said) });
    expect(judged.remedy).toMatch(/\w/);
  });
});

test('what there was no room for counts, whatever would put it aside', () => {
  const judged = judge([], { critical: 0, scope: 'prod' }, { more: { ...none, critical: 3 } });
  expect(judged).toMatchObject({ result: 'fail', findings: [{ id: 'more', value: 3 }] });
});

test('too much that is suppressed is a finding', () => {
  const hidden = advisory({ suppressed: 'not used' });
  expect(judge([hidden], { high: 0, suppressed: 0 })).toMatchObject({
    result: 'fail',
    findings: [{ id: 'suppressed|CVE-2021-23337|lodash' }],
  });
  expect(judge([hidden], { high: 0, suppressed: 1 }).result).toBe('pass');
  expect(judge([], { high: 0, suppressed: 1 }, { moreSuppressed: 2 }).result).toBe('fail');
});

test('what could not be looked at is shown', () => {
  const reports = [{ path: 'a', format: 'pip-audit', tool: 'pip-audit', packages: 3, skipped: 2 }];
  expect(judge([], { high: 0 }, { reports }).measured).toContainEqual({
    metric: 'packages that could not be looked at',
    value: 2,
  });
});

test('what has a fix is named first', () => {
  const judged = judge([advisory({ package: 'stuck', fix: 'none' }), advisory({ package: 'easy', ids: ['CVE-2'] })], { high: 0 });
  expect(judged.remedy).toBe('Update first what has a fix: easy (CVE-2).');
  expect(judge([advisory({ fix: 'none' })], { high: 0 }).remedy).toContain('There is no fix yet for lodash');
});

test('whatever is collected, more of it is never better', () => {
  const one = fc.record({
    severity: fc.constantFrom(...severities),
    fix: fc.constantFrom('available' as const, 'none' as const),
    scope: fc.constantFrom('dev' as const, 'prod' as const),
  });
  fc.assert(
    fc.property(fc.array(one, { maxLength: 6 }), one, fc.nat(3), (few, more, high) => {
      const all = [...few, more].map((each, number) => advisory({ ...each, ids: [`CVE-${number}`] }));
      const limits: ScanLimits = { high, scope: 'prod', passOver: ['none'] };
      if (judge(all, limits).result === 'pass') expect(judge(all.slice(0, -1), limits).result).toBe('pass');
    }),
  );
});
