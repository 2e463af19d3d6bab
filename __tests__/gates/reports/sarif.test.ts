import { describe, expect, test } from '@jest/globals';
import { readSarif, type SarifResult } from '../../../src/gates/reports/sarif.ts';
import { problemsOf } from '../problems.ts';
import { textSource } from './text-source.ts';

async function read(report: unknown) {
  const text = typeof report === 'string' ? report : JSON.stringify(report);
  let results: SarifResult[] = [];
  const { facts, doubts } = await readSarif(textSource(text, 40), () => {
    results = [];
    return (result) => results.push(result);
  });
  return { facts, doubts, results };
}

const tool = {
  driver: {
    name: 'scan',
    rules: [
      { id: 'r', defaultConfiguration: { level: 'error' } },
      { id: 's', properties: { 'security-severity': '9.5' } },
    ],
  },
};
const run = (results: unknown, more: object = {}) => ({ version: '2.1.0', runs: [{ tool, results, ...more }] });
const location = { physicalLocation: { artifactLocation: { uri: 'src/a.ts' }, region: { startLine: 3 } } };

test('a result has all that is known of it', async () => {
  const result = { ruleId: 's', message: { text: 'bad' }, locations: [location], partialFingerprints: { primary: 'abc:1' } };
  const { results, doubts } = await read(run([result]));
  expect(doubts).toEqual([]);
  expect(results).toMatchObject([
    {
      tool: 'scan',
      ruleId: 's',
      level: 'warning',
      score: 9.5,
      severity: 'critical',
      kind: 'fail',
      isSuppressed: false,
      file: 'src/a.ts',
      line: 3,
      fingerprint: 'abc:1',
      message: 'bad',
    },
  ]);
});

describe('how bad it is', () => {
  test.each<[string, object, Partial<SarifResult>]>([
    ['as it says itself', { ruleId: 'r', level: 'note' }, { level: 'note', severity: 'low' }],
    ['as its rule says', { ruleIndex: 0 }, { level: 'error', severity: 'high', ruleId: 'r' }],
    ['as the rule says that it names inside', { rule: { id: 'r' } }, { level: 'error', ruleId: 'r' }],
    ['a warning when nobody says', { ruleId: 'other' }, { level: 'warning', severity: 'medium' }],
    ['by its own score', { ruleId: 'r', properties: { 'security-severity': '1.0' } }, { score: 1, severity: 'low' }],
    ['a kind in capitals', { kind: 'FAIL' }, { kind: 'fail' }],
  ])('%s', async (_name, result, expected) => {
    expect((await read(run([result]))).results).toMatchObject([expected]);
  });
});

describe('it is suppressed', () => {
  test.each<[string, object[] | null, boolean]>([
    ['by nothing', null, false],
    ['by an empty list', [], false],
    ['in its source', [{ kind: 'inSource', justification: 'tested' }], true],
    ['by somebody who accepts it', [{ kind: 'external', status: 'accepted' }], true],
    ['by nobody yet', [{ kind: 'external', status: 'underReview' }], false],
    ['by nobody: rejected', [{ kind: 'external', status: 'rejected' }], false],
    ['by one, and another rejects it', [{ kind: 'inSource' }, { kind: 'external', status: 'rejected' }], false],
  ])('%s', async (_name, suppressions, isSuppressed) => {
    expect((await read(run([{ ruleId: 'r', suppressions }]))).results).toMatchObject([{ isSuppressed }]);
  });
});

test('rules that come behind their results are found all the same, and no result comes twice', async () => {
  const late = {
    version: '2.1.0',
    runs: [
      { tool, results: [{ ruleId: 'r' }] },
      { results: [{ ruleId: 'r' }, { ruleIndex: 1 }], tool },
    ],
  };
  const { results, facts } = await read(late);
  expect(results.map(({ severity }) => severity)).toEqual(['high', 'high', 'critical']);
  expect(facts).toMatchObject({ runs: 2, results: 3, by_effective_level: { error: 2, warning: 1 }, tools: ['scan', 'scan'] });
});

test('a run without a tool has results as well', async () => {
  const { results, facts } = await read({ version: '2.1.0', runs: [{ results: [{ level: 'error' }] }] });
  expect([results.length, facts.tools]).toEqual([1, [null]]);
});

test.each<[string, object, string]>([
  ['no run', { version: '2.1.0', runs: [] }, 'there is no run'],
  ['no runs', { version: '2.1.0' }, 'there is no run'],
  ['another version', { version: '2.0.0', runs: [{ tool, results: [] }] }, 'the version 2.0.0 is not 2.1.0'],
  ['no version', { runs: [{ tool, results: [] }] }, 'states no version'],
  ['results elsewhere', run([], { externalPropertyFileReferences: { results: [{ location: {} }] } }), 'in other files'],
  ['a run that failed', run([], { invocations: [{ executionSuccessful: false }] }), 'not successful'],
  ['no results', run(undefined), 'lists no results'],
  ['results that are null', run(null), 'lists no results'],
])('%s is a doubt', async (_name, report, doubt) => {
  expect((await read(report)).doubts.join()).toContain(doubt);
});

test.each([run(42), run([null]), run([{ level: 5 }]), '{"version":"2.1.0","runs":[{"results":['])(
  '%j is refused',
  async (report) => {
    expect(await problemsOf(() => read(report))).toHaveLength(1);
  },
);

test('an error of its configuration, such as a rule that could not be loaded, is a doubt', async () => {
  const toolConfigurationNotifications = [{ level: 'error', message: { text: 'no such rule' } }];
  expect((await read(run([], { invocations: [{ executionSuccessful: true, toolConfigurationNotifications }] }))).doubts).toEqual([
    'scan reports an error of its own: no such rule',
  ]);
});

test('results that stand outside of the runs are a doubt', async () => {
  const inlineExternalProperties = [{ results: [{ ruleId: 'r' }] }];
  expect((await read({ ...run([]), inlineExternalProperties: [{ results: [] }] })).doubts).toEqual([]);
  expect((await read({ ...run([]), inlineExternalProperties })).doubts).toEqual([
    'some results stand outside of the runs that they are of',
  ]);
});
