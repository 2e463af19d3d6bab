import { describe, expect, test } from '@jest/globals';
import { addCobertura } from '../../../src/gates/reports/cobertura.ts';
import { problemsOf } from '../problems.ts';
import { coverageOf } from './coverage-of.ts';

const read = (text: string) => coverageOf(addCobertura, text);
const line = (number: number, hits: number | string, more = '') => `<line number="${number}" hits="${hits}" ${more}/>`;
const one = (lines: string, file = 'a.py', methods = '') =>
  `<class name="${file}" filename="${file}"><methods>${methods}</methods><lines>${lines}</lines></class>`;
const report = (classes: string, attributes = 'line-rate="0.5"') =>
  `<?xml version="1.0"?><!DOCTYPE coverage SYSTEM "http://127.0.0.1:1/coverage-04.dtd"><coverage ${attributes}><packages><package><classes>${classes}</classes></package></packages></coverage>`;

test('lines, branches and methods are counted by file', async () => {
  const method = `<method name="f" signature="()"><lines>${line(1, 1)}</lines></method><method name="g" signature="()" line-rate="0"/>`;
  const lines = line(1, 1, 'branch="true" condition-coverage="50% (1/2)"') + line(2, 0);
  const { files, facts, doubts } = await read(
    report(one(lines, 'a.py', method), 'lines-covered="1" lines-valid="2" branches-valid="2"'),
  );
  expect([files, doubts]).toEqual([{ 'a.py': 'lines 1/2, branches 1/2, functions 1/2' }, []]);
  expect(facts).toMatchObject({
    attr_lines: '1/2',
    class_lines_covered: 1,
    class_lines_total: 2,
    class_line_pct: 50,
    branches_covered: 1,
    branches_total: 2,
    classes: 1,
    packages: 1,
  });
});

test('classes of one file are one file, and a line hit in one of them is hit', async () => {
  const { files, facts } = await read(
    report(one(line(1, 0) + line(2, 1)) + one(line(1, 5) + line(3, 0)), 'lines-covered="2" lines-valid="4"'),
  );
  expect([files, facts]).toMatchObject([{ 'a.py': 'lines 2/3' }, { classes: 2, class_lines_total: 3 }]);
});

test('a file is where the report says that its sources are', async () => {
  const text = report(one(line(1, 1)), 'line-rate="1"').replace(
    '<packages>',
    '<sources><source> /src </source><source></source></sources><packages>',
  );
  expect((await read(text)).files).toEqual({ '/src/a.py': 'lines 1/1' });
});

describe('what is stated must be what is listed', () => {
  test.each([
    ['lines-covered="1" lines-valid="2"', []],
    ['line-rate="0.5"', []],
    ['line-rate="0.50000"', []],
    ['', []],
    ['lines-covered="2" lines-valid="2"', ['the report states 2 of 2 lines, and lists 1 of 2']],
    ['line-rate="0.9"', ['the report states a line rate of 0.9, and lists 1 of 2 lines']],
    ['line-rate="NaN"', ['the report states a line rate of NaN, and lists 1 of 2 lines']],
  ])('%s: %j', async (attributes, doubts) => {
    expect((await read(report(one(line(1, 1) + line(2, 0)), attributes))).doubts).toEqual(doubts);
  });

  test('branches that are only stated are not counted', async () => {
    expect((await read(report(one(line(1, 1)), 'line-rate="1" branches-valid="4" branches-covered="4"'))).counted).toEqual([
      'lines',
    ]);
    expect((await read(report(one(line(1, 1)), 'line-rate="1" branches-valid="0"'))).counted).toEqual(['lines', 'branches']);
  });
});

test('no line is a doubt', async () => {
  expect((await read(report('', ''))).doubts).toEqual(['the report has no line in it']);
});

test.each([
  '<line hits="1"/>',
  '<line number="1"/>',
  '<line number="x" hits="1"/>',
  '<line number="1" hits=""/>',
  '<line number="1" hits="many"/>',
])('%s is refused', async (text) => {
  expect(await problemsOf(() => read(report(one(text))))).toMatchObject([{ code: 'cobertura.line' }]);
});

test.each([
  ['1.5e3', 1],
  ['0.0', 0],
  ['-1', 0],
  ['18446744073709551615', 1],
])('%s hits are %i', async (hits, covered) => {
  expect((await read(report(one(line(1, hits)), ''))).files).toEqual({ 'a.py': `lines ${covered}/1` });
});
