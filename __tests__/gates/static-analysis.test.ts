import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { judgeClaim } from '../../src/gates/engine/judge.ts';
import { collectAll } from '../../src/gates/engine/runner.ts';
import type { Static } from '../../src/gates/engine/schema.ts';
import { issuesOf } from '../../src/gates/engine/validate.ts';
import { openWorkspace } from '../../src/gates/engine/workspace.ts';
import { staticAnalysis } from '../../src/gates/static-analysis.ts';
import { withFolder } from './folder.ts';

type Evidence = Static<typeof staticAnalysis.evidence>;
type Limits = Static<typeof staticAnalysis.limits>;

const none = { critical: 0, high: 0, medium: 0, low: 0, none: 0 };
const clean: Evidence = {
  reports: [{ path: 'a.sarif', format: 'sarif', tools: ['CodeQL'] }],
  tools: ['CodeQL'],
  counts: none,
  fresh: none,
  suppressed: 0,
  ignored: 0,
  undecided: 0,
  accepted: [],
  kept: [],
  doubts: [],
};
const issue = (id: string, severity: Evidence['kept'][number]['severity'], isNew = true) => ({
  id,
  rule: id,
  severity,
  isNew,
  file: 'src/a.ts',
  line: 3,
});
const dirty: Evidence = {
  ...clean,
  counts: { ...none, critical: 1, medium: 2 },
  fresh: { ...none, medium: 1 },
  kept: [issue('c', 'critical', false), issue('m', 'medium', false), issue('n', 'medium')],
};
/** Judged as the engine does it, so that an answer that contradicts itself does not count here either. */
function judge(limits: Limits, seen: Evidence) {
  const claim = { gate: 'static-analysis', source: '', at: '', tookMs: 0, state: 'collected' as const, data: seen };
  return judgeClaim(staticAnalysis, claim, limits);
}

test('nothing found is well, and says by whom', () => {
  expect(judge({ low: 0 }, clean)).toMatchObject({ result: 'pass', summary: 'no findings by CodeQL' });
});

describe('a limit counts its severity and all that is worse', () => {
  test.each<[Limits, string, string[]]>([
    [{ critical: 0 }, 'fail', ['c']],
    [{ high: 0 }, 'fail', ['c']],
    [{ high: 1 }, 'pass', []],
    [{ medium: 2 }, 'fail', ['c', 'm', 'n']],
    [{ medium: 3 }, 'pass', []],
    [{ new: { high: 0 } }, 'pass', []],
    [{ new: { medium: 0 } }, 'fail', ['n']],
    [{ critical: 1, low: 0 }, 'fail', ['c', 'm', 'n']],
  ])('%j: %s %j', (limits, result, ids) => {
    const judgement = judge(limits, dirty);
    expect([judgement.result, judgement.findings.map(({ id }) => id)]).toEqual([result, ids]);
    if (result === 'fail') expect(judgement.remedy).toContain('src/a.ts');
  });

  test('what is not listed is counted', () => {
    const many = { ...dirty, counts: { ...none, critical: 500 }, fresh: none, kept: [issue('c', 'critical', false)] };
    expect(judge({ high: 0 }, many).findings.at(-1)).toMatchObject({ id: 'more-findings', value: 499, better: 'lower' });
  });
});

test('what is suppressed is shown, and may be limited', () => {
  const hidden = { ...clean, suppressed: 3, ignored: 2 };
  expect(judge({ low: 0 }, hidden)).toMatchObject({
    result: 'pass',
    summary: 'no findings by CodeQL, 3 suppressed, 2 in ignored files',
  });
  expect(judge({ suppressed: 2 }, hidden)).toMatchObject({ result: 'fail', findings: [{ id: 'suppressed', value: 3 }] });
  expect(judge({ undecided: 0 }, { ...clean, undecided: 1 })).toMatchObject({ result: 'fail', findings: [{ id: 'undecided' }] });
});

test('a tool that did not run proves nothing', () => {
  expect(judge({ low: 0, tools: ['codeql'] }, clean).result).toBe('pass');
  expect(judge({ low: 0, tools: ['CodeQL', 'Semgrep'] }, clean)).toMatchObject({
    result: 'cannot-tell',
    summary: 'Semgrep did not run: the reports are by CodeQL',
  });
  expect(judge({ critical: 0, tools: ['Semgrep'] }, dirty).result).toBe('fail');
});

test.each<[string, Partial<Evidence>]>([
  ['a doubt', { doubts: ['it failed'] }],
  ['no report', { reports: [] }],
  ['no tool', { tools: [] }],
  ['more listed than there are', { kept: [issue('c', 'critical')] }],
  ['more new than there are', { fresh: { ...none, low: 1 } }],
  ['a number without any of it', { counts: { ...none, low: 1 } }],
  ['a finding twice', { counts: { ...none, low: 2 }, kept: [issue('a', 'low'), issue('a', 'low')] }],
])('%s cannot be told', (_name, more) => {
  expect(judge({ low: 9 }, { ...clean, ...more })).toMatchObject({ result: 'cannot-tell', remedy: expect.stringMatching(/\w/) });
});

test('a stricter limit never passes where a looser one fails', () => {
  const limit = fc.record({ critical: fc.nat(3), high: fc.nat(3), medium: fc.nat(4), low: fc.nat(4) }, { requiredKeys: [] });
  fc.assert(
    fc.property(
      limit.filter((each) => Object.keys(each).length > 0),
      fc.nat(2),
      (limits, less) => {
        const stricter = Object.fromEntries(Object.entries(limits).map(([key, most]) => [key, Math.max(0, most - less)]));
        if (judge(stricter, dirty).result === 'pass') expect(judge(limits, dirty).result).toBe('pass');
      },
    ),
  );
});

test.each([
  [{}, 'needs at least 1 of'],
  [{ hihg: 0 }, 'did you mean "high"?'],
  [{ high: -1 }, 'at least 0'],
])('the limits %j are refused', (limits, message) => {
  expect(
    issuesOf(staticAnalysis.limits, limits)
      .map((each) => each.message)
      .join(),
  ).toContain(message);
});

test('from the file to the answer', async () => {
  const result = (uri: string) => ({
    ruleId: 'r',
    level: 'error',
    message: { text: 'bad' },
    locations: [{ physicalLocation: { artifactLocation: { uri } } }],
  });
  const report = JSON.stringify({
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'x' } }, results: [result('src/a.ts'), result('gen/b.ts')] }],
  });
  await withFolder({ 'out/a.sarif': report }, async (root) => {
    const use = { gate: 'static-analysis', source: { files: 'out/*.sarif', ignore: ['gen/**'] }, limits: {} };
    const [claim] = await collectAll([use], { gateById: () => staticAnalysis, workspace: await openWorkspace(root) });
    if (claim === undefined) throw new Error('there is no claim');
    expect(judgeClaim(staticAnalysis, claim, { high: 0 })).toMatchObject({
      result: 'fail',
      summary: '1 high findings by x, 1 in ignored files',
      findings: [{ id: 'r|src/a.ts|', title: 'r in src/a.ts: bad', severity: 'high' }],
    });
    expect(judgeClaim(staticAnalysis, claim, { high: 1 }).result).toBe('pass');
  });
});
