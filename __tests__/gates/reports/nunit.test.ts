import { expect, test } from '@jest/globals';
import { addNunit } from '../../../src/gates/reports/nunit.ts';
import { tallyOf } from './tally-of.ts';

const three = (inside: string, attributes = '') =>
  `<test-run ${attributes}><test-suite type="Assembly" fullname="A">${inside}</test-suite></test-run>`;
const two = (inside: string, attributes = '') =>
  `<test-results ${attributes}><test-suite name="A"><results>${inside}</results></test-suite></test-results>`;

test.each<[string, string, number[], string[]]>([
  [
    'version 3',
    three('<test-case fullname="a" result="Passed"/><test-case fullname="b" result="Failed"/>', 'total="2" failed="1"'),
    [2, 1, 1, 0, 0],
    ['b'],
  ],
  ['errors by their label', three('<test-case fullname="a" result="Failed" label="Error"/>'), [1, 0, 0, 1, 0], ['a']],
  [
    'ignored ones',
    three('<test-case fullname="a" result="Skipped" label="Ignored"/>', 'total="1" skipped="1"'),
    [1, 0, 0, 0, 1],
    [],
  ],
  ['what nobody can tell', three('<test-case fullname="a" result="Inconclusive"/>'), [1, 0, 0, 0, 1], []],
  [
    'version 2',
    two(
      '<test-case name="a" executed="True" result="Success" success="True"/><test-case name="b" executed="True" success="False"/>',
      'total="2" failures="1"',
    ),
    [2, 1, 1, 0, 0],
    ['b'],
  ],
  [
    'version 2, not run',
    two('<test-case name="a" executed="False" result="Ignored"/><test-case name="b" executed="False"/>', 'total="0" not-run="2"'),
    [2, 0, 0, 0, 2],
    [],
  ],
  ['success that is none', two('<test-case name="a" result="Success" success="False"/>'), [1, 0, 1, 0, 0], ['a']],
  [
    'a suite that fails itself',
    three(
      '<test-suite fullname="S" result="Failed" site="SetUp"><failure><message>no</message></failure><test-case fullname="a" result="Passed"/></test-suite>',
    ),
    [1, 1, 0, 0, 0],
    ['S failed outside of its tests'],
  ],
  [
    'a suite that fails by its tests',
    three(
      '<test-suite fullname="S" result="Failed" site="Child"><failure/><test-case fullname="a" result="Failed"/></test-suite>',
    ),
    [1, 0, 1, 0, 0],
    ['a'],
  ],
  [
    'a suite of version 3 that fails when it cleans up',
    three('<test-suite fullname="S" result="Failed" site="TearDown"><test-case fullname="a" result="Passed"/></test-suite>'),
    [1, 1, 0, 0, 0],
    ['S failed outside of its tests'],
  ],
  [
    'a suite of version 2 that fails when it cleans up',
    two(
      '<test-suite name="S" result="Error" success="False"><results><test-case name="a" result="Success"/></results></test-suite>',
    ),
    [1, 1, 0, 0, 0],
    ['S failed outside of its tests'],
  ],
  [
    'suites that fail by a test, however deep',
    two(
      '<test-suite name="S" success="False"><results><test-suite name="T" result="Failure"><results><test-case name="a" result="Failure"/></results></test-suite></results></test-suite>',
    ),
    [1, 0, 1, 0, 0],
    ['a'],
  ],
  [
    'a run that says of itself only that it failed',
    three('<test-case fullname="a" result="Passed"/>', 'total="1" result="Failed"'),
    [1, 1, 0, 0, 0],
    ['the run as a whole failed outside of its tests'],
  ],
  [
    'failures only in numbers',
    three('<test-case fullname="a" result="Passed"/>', 'failed="2"'),
    [1, 1, 0, 0, 0],
    ['the report states 2 failures that no test shows'],
  ],
])('%s', async (_name, text, counts, names) => {
  const seen = await tallyOf(addNunit, text);
  expect([seen.counts, seen.names, seen.doubts]).toEqual([counts, names, []]);
});

test.each([
  [three('<test-case fullname="a" result="Great"/>'), 'does not say how it ended'],
  [three('<test-case fullname="a" result="Passed"/>', 'total="2"'), 'states 2 tests and has 1'],
  [
    three('<test-case fullname="a" result="Failed"><test-case fullname="b" result="Passed"/></test-case>'),
    'a test stands inside of a test',
  ],
  ['<test-run total="0"/>', 'no test in it'],
])('%s is a doubt: %s', async (text, doubt) => {
  expect((await tallyOf(addNunit, text)).doubts.join()).toContain(doubt);
});

test('a wanted suite is told by suites around and by the test itself', async () => {
  const wanted = [
    { name: 'all', matches: (place: string) => place === 'A' },
    { name: 'b', matches: (place: string) => place === 'N.b' },
  ];
  const { suites, messages } = await tallyOf(
    addNunit,
    three(
      '<test-case fullname="N.a" result="Passed"/><test-case fullname="N.b" result="Failed"><failure><message>why</message></failure></test-case>',
    ),
    wanted,
  );
  expect([suites.get('all')?.tests, suites.get('b')?.failed, messages]).toEqual([2, 1, ['why']]);
});
