import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addJunit } from '../../../src/gates/reports/junit.ts';
import { problemsOf } from '../problems.ts';
import { tallyOf } from './tally-of.ts';

const read = (text: string, wanted: Parameters<typeof tallyOf>[2] = []) => tallyOf(addJunit, text, wanted);

const passing = '<testcase name="p"/>';
const failing = '<testcase name="f" classname="c"><failure message="no">at line 1</failure></testcase>';

describe('dialects', () => {
  test.each<[string, string, number[], string[]]>([
    [
      'suites in suites',
      `<testsuites><testsuite><testsuite>${failing}</testsuite></testsuite></testsuites>`,
      [1, 0, 1, 0, 0],
      ['f'],
    ],
    ['a suite as the root', `<testsuite>${passing}${failing}</testsuite>`, [2, 1, 1, 0, 0], ['f']],
    ['a failure without text', '<testsuite><testcase name="f"><failure/></testcase></testsuite>', [1, 0, 1, 0, 0], ['f']],
    ['an error', '<testsuite><testcase name="e"><error>boom</error></testcase></testsuite>', [1, 0, 0, 1, 0], ['e']],
    [
      'several results',
      '<testsuite><testcase name="e"><skipped/><failure/><error/></testcase></testsuite>',
      [1, 0, 0, 1, 0],
      ['e'],
    ],
    ['what is skipped', '<testsuite><testcase name="s"><skipped message="later"/></testcase></testsuite>', [1, 0, 0, 0, 1], []],
    ['a state in an attribute', '<testsuite><testcase name="f" status="failed"/></testsuite>', [1, 0, 1, 0, 0], ['f']],
    ['what is disabled', '<testsuite><testcase status="disabled"/><testcase status="notrun"/></testsuite>', [2, 0, 0, 0, 2], []],
    ['a result in an attribute', '<testsuite><testcase status="run" result="skipped"/></testsuite>', [1, 0, 0, 0, 1], []],
    [
      'failed after reruns',
      '<testsuite><testcase name="f"><failure/><rerunFailure/></testcase></testsuite>',
      [1, 0, 1, 0, 0],
      ['f'],
    ],
    [
      'words that look like results',
      '<testsuite><testcase><properties><error/></properties></testcase></testsuite>',
      [1, 1, 0, 0, 0],
      [],
    ],
  ])('%s', async (_name, text, counts, names) => {
    const seen = await read(text);
    expect([seen.counts, seen.names, seen.doubts]).toEqual([counts, names, []]);
  });

  test('what passed at last is flaky', async () => {
    const again = '<testcase name="a"><flakyFailure message="once"/></testcase><testcase name="b"><rerunError/></testcase>';
    const { counts, flakyTests, flaky } = await read(`<testsuite>${again}${passing}</testsuite>`);
    expect([counts, flakyTests, flaky.map(({ name }) => name)]).toEqual([[3, 3, 0, 0, 0], 2, ['a', 'b']]);
  });

  test('what failed is named with its place and what it said', async () => {
    const text = '<testsuite name="s" file="s.ts"><testcase name="f"><failure>it\n is &lt; 3</failure></testcase></testsuite>';
    expect((await read(text)).failures).toEqual([{ name: 'f', suite: 's', file: 's.ts', message: 'it is < 3' }]);
  });
});

describe('what a suite states of itself counts where it is worse', () => {
  test.each<[string, string, object, string[]]>([
    ['errors and no test', '<testsuite name="s" tests="0" errors="3"/>', { unseen: 3 }, ['a report has no test in it']],
    [
      'failures at the root',
      `<testsuites failures="4"><testsuite>${passing}${failing}</testsuite></testsuites>`,
      { unseen: 3 },
      [],
    ],
    ['the same at every depth', `<testsuites failures="1"><testsuite failures="1">${failing}</testsuite></testsuites>`, {}, []],
    ['unseen ones once', `<testsuites errors="2"><testsuite errors="2">${passing}</testsuite></testsuites>`, { unseen: 2 }, []],
    ['a test with two results', `<testsuite failures="2"><testcase><failure/><failure/></testcase></testsuite>`, {}, []],
    ['more tests', `<testsuite name="s" tests="29">${passing}</testsuite>`, {}, ['s states 29 tests and has 1']],
    ['fewer tests', `<testsuite tests="1">${passing}${passing}</testsuite>`, { uncounted: 1 }, []],
    ['only its own tests', `<testsuite tests="1">${passing}<testsuite tests="1">${passing}</testsuite></testsuite>`, {}, []],
    ['more skipped', `<testsuite skipped="1" disabled="1">${passing}${passing}</testsuite>`, { unseenSkipped: 2 }, []],
    ['no number', `<testsuite name="s" failures="NaN">${passing}</testsuite>`, {}, ['s states no whole number of failures']],
    ['nothing', `<testsuite tests="">${passing}</testsuite>`, {}, []],
    ['zero', '<testsuites tests="0"></testsuites>', {}, ['a report has no test in it']],
  ])('%s', async (_name, text, extra, doubts) => {
    const seen = await read(text);
    expect([seen.extra, seen.doubts]).toEqual([{ unseen: 0, unseenSkipped: 0, uncounted: 0, ...extra }, doubts]);
    expect(seen.names.length > 0).toBe(seen.extra.unseen > 0 || seen.counts[2] === 1);
  });

  test('a failure of the suite itself is one', async () => {
    const text = `<testsuite name="s" errors="1">${passing}<error message="no database">trace</error></testsuite>`;
    const seen = await read(text);
    expect(seen.extra.unseen).toBe(1);
    expect(seen.failures).toEqual([{ name: 's failed outside of its tests', message: 'no database' }]);
  });
});

test.each(['a test stands inside of a test', 'a suite stands inside of a test'])('%s: nothing is hidden so', async (doubt) => {
  const inner = doubt.includes('suite stands') ? `<testsuite>${passing}</testsuite>` : passing;
  const seen = await read(`<testsuite><testcase name="f"><failure/>${inner}</testcase></testsuite>`);
  expect(seen.doubts).toContain(doubt);
});

test('a wanted suite is told by the names of suites, classes and files around', async () => {
  const wanted = [
    { name: 'e2e', matches: (place: string) => place.startsWith('e2e/') },
    { name: 'smoke', matches: (place: string) => place === 'Smoke' },
    { name: 'unit', matches: () => false },
  ];
  const text =
    `<testsuites><testsuite name="Smoke"><testcase name="a" file="e2e/a.ts"/>${failing}</testsuite>` +
    '<testsuite file="e2e/b.ts"><testcase name="b"><skipped/></testcase></testsuite></testsuites>';
  const { suites } = await read(text, wanted);
  expect(suites.get('smoke')).toMatchObject({ tests: 2, passed: 1, failed: 1 });
  expect(suites.get('e2e')).toMatchObject({ tests: 2, passed: 1, skipped: 1 });
  expect(suites.get('unit')).toMatchObject({ tests: 0 });
});

test('the time is that of the outermost, or of those inside', async () => {
  expect((await read(`<testsuites time="3"><testsuite time="9">${passing}</testsuite></testsuites>`)).seconds).toBe(3);
  expect((await read('<testsuites><testsuite time="1.5"/><testsuite time="2"/><testsuite time="x"/></testsuites>')).seconds).toBe(
    3.5,
  );
});

test('a report that is cut proves nothing', async () => {
  expect(await problemsOf(() => read(`<testsuite>${passing}`))).toMatchObject([{ code: 'xml.cut' }]);
});

test('no failure is lost, whatever stands around it', async () => {
  const result = fc.constantFrom('', '<failure/>', '<error/>', '<skipped/>', '<flakyFailure/>', '<system-out>x</system-out>');
  const oneTest = fc.array(result, { maxLength: 3 }).map((results) => `<testcase name="t">${results.join('')}</testcase>`);
  const suite = fc.array(oneTest, { maxLength: 4 }).map((tests) => `<testsuite>${tests.join('')}</testsuite>`);
  await fc.assert(
    fc.asyncProperty(fc.array(suite, { minLength: 1, maxLength: 4 }), fc.nat(3), async (suites, depth) => {
      const text = `${'<testsuite>'.repeat(depth + 1)}${suites.join('')}${'</testsuite>'.repeat(depth + 1)}`;
      const { counts } = await read(text);
      const bad = [...text.matchAll(/<testcase.*?<\/testcase>/g)].filter(([one]) => /<(?:failure|error)\/>/.test(one)).length;
      expect((counts[2] ?? 0) + (counts[3] ?? 0)).toBe(bad);
    }),
    { numRuns: 60 },
  );
});
