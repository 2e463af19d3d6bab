import type { ReportFormat } from '../../../src/gates/reports/formats.ts';

/** Reports in which enough is wrong that no damage at one place can mend all of it. */
type Sample = readonly [name: string, format: ReportFormat, text: string];

const three = [1, 2, 3];
const lines = (each: (at: number) => string) => three.map(each).join('\n');
const json = (value: unknown) => JSON.stringify(value, undefined, 1);
const all = <T>(each: (at: number) => T) => three.map(each);

export const badTests: readonly Sample[] = [
  [
    'junit',
    'junit',
    `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites tests="6" failures="3">\n${lines(
      (at) =>
        `<testsuite name="s${at}" tests="2" failures="1" errors="0" skipped="0" time="0.5"><testcase name="a${at}" classname="c" time="0.1"><failure message="no &lt; ${at}"><![CDATA[at line ${at}]]></failure></testcase><testcase name="b${at}"/></testsuite>`,
    )}\n</testsuites>\n`,
  ],
  [
    'trx',
    'trx',
    `<?xml version="1.0"?>\n<TestRun id="1"><Results>${lines((at) => `<UnitTestResult testName="t${at}" outcome="Failed"/>`)}</Results><ResultSummary outcome="Failed"><Counters total="3" executed="3" passed="0" failed="3" error="0"/></ResultSummary></TestRun>`,
  ],
  [
    'nunit',
    'nunit',
    `<test-run total="3" failed="3" skipped="0"><test-suite name="s" result="Failed" site="Child">${lines((at) => `<test-case fullname="t${at}" result="Failed"><failure><message>no</message></failure></test-case>`)}</test-suite></test-run>`,
  ],
  [
    'xunit',
    'xunit',
    `<assemblies><assembly name="a.dll" total="3" failed="3" skipped="0"><collection>${lines((at) => `<test name="t${at}" type="T" result="Fail"/>`)}</collection></assembly></assemblies>`,
  ],
  ['tap', 'tap', `TAP version 13\n1..3\n${lines((at) => `not ok ${at} - t${at}\n  ---\n  message: "no"\n  ...`)}\n`],
  [
    'ctrf',
    'test-json',
    json({
      reportFormat: 'CTRF',
      results: {
        tool: { name: 'x' },
        summary: { tests: 3, passed: 0, failed: 3, pending: 0, skipped: 0, other: 0, start: 1, stop: 2 },
        tests: all((at) => ({ name: `t${at}`, status: 'failed', duration: 1 })),
      },
    }),
  ],
  [
    'jest',
    'test-json',
    json({
      numTotalTests: 3,
      numPassedTests: 0,
      numFailedTests: 3,
      numPendingTests: 0,
      success: false,
      testResults: all((at) => ({
        name: `f${at}.js`,
        status: 'failed',
        assertionResults: [{ title: 't', status: 'failed', ancestorTitles: [] }],
      })),
    }),
  ],
  [
    'mocha',
    'test-json',
    json({
      stats: { tests: 3, passes: 0, pending: 0, failures: 3 },
      tests: all((at) => ({ title: `t${at}` })),
      passes: [],
      pending: [],
      failures: all((at) => ({ title: `t${at}`, err: { message: 'no' } })),
    }),
  ],
  [
    'go test',
    'test-json',
    `${lines((at) => `{"Action":"fail","Package":"p${at}","Test":"T${at}","Elapsed":0.1}\n{"Action":"fail","Package":"p${at}","Elapsed":1}`)}\n`,
  ],
];

const cobertura = (at: number) =>
  `<class name="c${at}" filename="c${at}.py" line-rate="0"><methods/><lines><line number="1" hits="0"/><line number="2" hits="0" branch="true" condition-coverage="0% (0/2)"/></lines></class>`;

export const badCoverage: readonly Sample[] = [
  [
    'lcov',
    'lcov',
    `TN:\n${lines((at) => `SF:f${at}.ts\nFN:1,f\nFNDA:0,f\nFNF:1\nFNH:0\nDA:1,0\nDA:2,0\nLF:2\nLH:0\nBRDA:1,0,0,0\nBRF:1\nBRH:0\nend_of_record`)}\n`,
  ],
  [
    'istanbul summary',
    'istanbul',
    json(
      Object.fromEntries([
        ['total', { lines: { total: 6, covered: 0, skipped: 0, pct: 0 } }],
        ...all((at) => [`f${at}.ts`, { lines: { total: 2, covered: 0, skipped: 0, pct: 0 } }] as const),
      ]),
    ),
  ],
  [
    'istanbul final',
    'istanbul',
    json(
      Object.fromEntries(
        all((at) => {
          const place = { start: { line: at, column: 0 }, end: { line: at, column: 9 } };
          return [
            `f${at}.ts`,
            {
              path: `f${at}.ts`,
              statementMap: { 0: place, 1: { ...place, start: { line: 9, column: 0 } } },
              fnMap: {},
              branchMap: {},
              s: { 0: 0, 1: 0 },
              f: {},
              b: {},
            },
          ];
        }),
      ),
    ),
  ],
  [
    'cobertura',
    'cobertura',
    `<?xml version="1.0"?>\n<coverage line-rate="0" lines-covered="0" lines-valid="6" branches-covered="0" branches-valid="6"><packages><package name="p"><classes>${lines(cobertura)}</classes></package></packages></coverage>`,
  ],
  [
    'clover',
    'clover',
    `<coverage generated="1"><project timestamp="1">${lines((at) => `<file name="f${at}.php"><line num="1" type="stmt" count="0"/><line num="2" type="stmt" count="0"/><metrics statements="2" coveredstatements="0" methods="0" coveredmethods="0"/></file>`)}<metrics statements="6" coveredstatements="0" methods="0" coveredmethods="0"/></project></coverage>`,
  ],
  [
    'jacoco',
    'jacoco',
    `<?xml version="1.0"?><!DOCTYPE report PUBLIC "-//JACOCO//DTD Report 1.1//EN" "report.dtd"><report name="r"><package name="p">${lines((at) => `<sourcefile name="F${at}.java"><line nr="1" mi="3" ci="0" mb="0" cb="0"/><line nr="2" mi="3" ci="0" mb="2" cb="0"/></sourcefile>`)}</package><counter type="LINE" missed="6" covered="0"/><counter type="BRANCH" missed="6" covered="0"/></report>`,
  ],
  ['go', 'gocover', `mode: set\n${lines((at) => `m/f${at}.go:1.2,3.4 2 0\nm/f${at}.go:5.2,6.4 1 0`)}\n`],
  [
    'coverage.py',
    'coverage-py',
    json({
      meta: { version: '7.6', branch_coverage: false },
      files: Object.fromEntries(
        all((at) => [
          `f${at}.py`,
          { executed_lines: [], missing_lines: [1, 2], summary: { covered_lines: 0, num_statements: 2 } },
        ]),
      ),
      totals: { covered_lines: 0, num_statements: 6 },
    }),
  ],
  [
    'simplecov',
    'simplecov',
    json({ RSpec: { coverage: Object.fromEntries(all((at) => [`f${at}.rb`, { lines: [0, null, 0] }])), timestamp: 1 } }),
  ],
];

export const badFindings: readonly Sample[] = [
  [
    'sarif',
    'sarif',
    json({
      version: '2.1.0',
      runs: [
        {
          tool: { driver: { name: 'gitleaks', rules: [{ id: 'r' }] } },
          results: all((at) => ({
            ruleId: 'r',
            level: 'error',
            message: { text: 'bad' },
            locations: [{ physicalLocation: { artifactLocation: { uri: `a${at}.ts` }, region: { startLine: at } } }],
          })),
        },
      ],
    }),
  ],
  [
    'gitleaks',
    'gitleaks',
    json(all((at) => ({ RuleID: 'r', File: `a${at}.ts`, StartLine: at, Fingerprint: `f${at}`, Secret: 'x' }))),
  ],
];
