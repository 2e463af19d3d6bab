import { expect, test } from '@jest/globals';
import { openWorkspace } from '../../../src/gates/engine/workspace.ts';
import { collectFindings } from '../../../src/gates/reports/findings.ts';
import { withFolder } from '../folder.ts';
import { problemsOf } from '../problems.ts';

const way = { signal: new AbortController().signal, howToMake: 'Scan', formats: ['sarif'] as const, saysTitles: true };

async function collect(results: readonly object[], ignore: readonly string[] = []) {
  const report = JSON.stringify({ version: '2.1.0', runs: [{ tool: { driver: { name: 'x' } }, results }] });
  return withFolder({ 'a.sarif': report }, async (root) =>
    collectFindings({ files: 'a.sarif', ignore }, { ...way, workspace: await openWorkspace(root) }),
  );
}

const at = (uri: string) => [{ physicalLocation: { artifactLocation: { uri }, region: { startLine: 1 } } }];

test('only what is live counts', async () => {
  const seen = await collect([
    { ruleId: 'a', kind: 'pass' },
    { ruleId: 'b', kind: 'informational' },
    { ruleId: 'c', baselineState: 'absent' },
    { ruleId: 'd', level: 'none' },
    { ruleId: 'e', kind: 'review' },
    { ruleId: 'f', kind: 'open' },
    { ruleId: 'g', baselineState: 'unchanged' },
    { ruleId: 'h', suppressions: [{ kind: 'inSource', justification: 'tested' }], locations: at('x.ts') },
    { ruleId: 'i', suppressions: [{ kind: 'external', status: 'rejected' }] },
  ]);
  expect(seen.kept.map(({ rule, isNew }) => [rule, isNew])).toEqual([
    ['g', false],
    ['i', true],
  ]);
  expect([seen.undecided, seen.suppressed, seen.accepted]).toEqual([2, 1, [{ rule: 'h', file: 'x.ts', reason: 'tested' }]]);
});

test('a score counts, also where the level says none', async () => {
  const { counts } = await collect([
    { ruleId: 'a', level: 'none', properties: { 'security-severity': '9.8' } },
    { ruleId: 'b', level: 'none', properties: { 'security-severity': '0.0' } },
  ]);
  expect(counts).toMatchObject({ critical: 1, none: 0 });
});

test('a file has one name, however it is written', async () => {
  const uris = ['src/a%20b.ts', 'file:///C:/x/a.ts', './src/c.ts', 'src/100%.ts'];
  const seen = await collect(uris.map((uri) => ({ ruleId: 'r', locations: at(uri) })));
  expect(seen.kept.map(({ file }) => file)).toEqual(['src/a b.ts', 'C:/x/a.ts', 'src/c.ts', 'src/100%.ts']);
});

test('what is ignored is counted', async () => {
  const seen = await collect(
    [{ ruleId: 'r', locations: at('gen/a.ts') }, { ruleId: 's', locations: at('src/a.ts') }, { ruleId: 't' }],
    ['gen/**'],
  );
  expect([seen.ignored, seen.kept.map(({ rule }) => rule)]).toEqual([1, ['s', 't']]);
});

test('a report about something else is refused', async () => {
  await withFolder({ 'a.xml': '<testsuite/>' }, async (root) => {
    const workspace = await openWorkspace(root);
    const [problem] = await problemsOf(() => collectFindings({ files: 'a.xml' }, { ...way, workspace }));
    expect(problem).toMatchObject({ code: 'report.other-kind', file: 'a.xml' });
  });
});
