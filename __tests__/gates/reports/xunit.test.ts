import { expect, test } from '@jest/globals';
import { addXunit } from '../../../src/gates/reports/xunit.ts';
import { tallyOf } from './tally-of.ts';

const assembly = (inside: string, attributes = '') =>
  `<assembly name="C:\\x\\E2e.dll" ${attributes}><collection name="c">${inside}</collection></assembly>`;
const pass = '<test name="p" type="N.P" result="Pass"/>';
const fail = '<test name="f" type="N.F" result="Fail"><failure><message>no</message></failure></test>';

test.each<[string, string, number[], string[]]>([
  ['one assembly', assembly(pass + fail, 'total="2" failed="1"'), [2, 1, 1, 0, 0], ['f']],
  [
    'two',
    `<assemblies>${assembly(pass, 'total="1"')}${assembly(fail, 'total="1" failed="1"')}</assemblies>`,
    [2, 1, 1, 0, 0],
    ['f'],
  ],
  [
    'what is skipped',
    assembly('<test name="s" result="Skip"/><test name="n" result="NotRun"/>', 'total="2" skipped="1" not-run="1"'),
    [2, 0, 0, 0, 2],
    [],
  ],
  [
    'an error outside',
    `<assemblies><assembly name="a"><errors><error type="fixture"/></errors><class name="c">${pass}</class></assembly></assemblies>`,
    [1, 1, 0, 0, 0],
    ['a failed outside of its tests'],
  ],
  [
    'errors only in numbers',
    assembly(pass, 'total="1" errors="2"'),
    [1, 1, 0, 0, 0],
    ['the report states 2 errors outside of its tests'],
  ],
  [
    'errors in numbers and listed',
    `<assembly name="a" total="1" errors="1"><errors><error type="fixture"/></errors><class name="c">${pass}</class></assembly>`,
    [1, 1, 0, 0, 0],
    ['a failed outside of its tests'],
  ],
  [
    'failures only in numbers',
    assembly(pass, 'total="1" failed="1"'),
    [1, 1, 0, 0, 0],
    ['the report states 1 failures that no test shows'],
  ],
])('%s', async (_name, text, counts, names) => {
  const seen = await tallyOf(addXunit, text);
  expect([seen.counts, seen.names, seen.doubts]).toEqual([counts, names, []]);
});

test.each([
  [assembly('<test name="x" result="Maybe"/>'), '"Maybe"'],
  [assembly(pass, 'total="1" errors="some"'), 'numbers that are none'],
  [assembly(pass, 'total="7"'), 'states 7 tests and has 1'],
  ['<assemblies/>', 'no test in it'],
])('%s is a doubt', async (text, doubt) => {
  expect((await tallyOf(addXunit, text)).doubts.join()).toContain(doubt);
});

test('a wanted suite is told by its assembly', async () => {
  const wanted = [{ name: 'e2e', matches: (place: string) => place === 'E2e.dll' }];
  const { suites, messages } = await tallyOf(addXunit, assembly(pass + fail), wanted);
  expect([suites.get('e2e')?.tests, messages]).toEqual([2, ['no']]);
});
