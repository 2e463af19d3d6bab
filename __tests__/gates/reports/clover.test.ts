import { expect, test } from '@jest/globals';
import { addClover } from '../../../src/gates/reports/clover.ts';
import { problemsOf } from '../problems.ts';
import { coverageOf } from './coverage-of.ts';

const read = (text: string) => coverageOf(addClover, text);
const metrics = (statements: number, hit: number, more = '') =>
  `<metrics statements="${statements}" coveredstatements="${hit}" ${more}/>`;
const file = (inside: string, name = 'a.php') => `<file name="${name}">${inside}</file>`;
const report = (inside: string) => `<coverage generated="1"><project timestamp="1">${inside}</project></coverage>`;
const two = '<line num="1" type="stmt" count="3"/><line num="2" type="stmt" count="0"/>';

test('lines are counted, and the numbers of the file with them', async () => {
  const method = '<line num="5" type="method" name="f" count="1"/>';
  const more = 'methods="1" coveredmethods="1" conditionals="2" coveredconditionals="1" elements="5" coveredelements="3"';
  const text = report(file(two + method + metrics(2, 1, more)) + metrics(2, 1, more));
  const { files, facts, doubts } = await read(text);
  expect([files, doubts]).toEqual([{ 'a.php': 'lines 1/2, statements 1/2, functions 1/1, branches 1/2' }, []]);
  expect(facts).toEqual({
    statements: [1, 2, 50],
    methods: [1, 1, 100],
    conditionals: [1, 2, 50],
    elements: [3, 5, 60],
    files: 1,
  });
});

test('a line may have several statements, and conditions count as lines', async () => {
  const lines = '<line num="1" type="cond" truecount="1" falsecount="0"/>';
  const text = report(`<package>${file(lines + metrics(3, 2))}</package>${metrics(3, 2)}`);
  expect(await read(text)).toMatchObject({
    files: { 'a.php': 'lines 1/1, statements 2/3, functions 0/0, branches 0/0' },
    doubts: [],
  });
});

test('a file is named by its path where it has one', async () => {
  const text = report(`<file name="a.ts" path="/src/a.ts">${two}${metrics(2, 1)}</file>${metrics(2, 1)}`);
  expect(Object.keys((await read(text)).files)).toEqual(['/src/a.ts']);
});

test.each([
  [report(file(two + metrics(2, 2)) + metrics(2, 2)), 'lists 1 of 2 lines as hit, and states 2'],
  [report(file(two + metrics(1, 1)) + metrics(1, 1)), 'lists 2 lines, and states only 1 statements'],
  [report(file(two + metrics(2, 1)) + metrics(9, 9)), 'the report states 9 of 9 statements, and its files 1 of 2'],
  [report(file(two + metrics(2, 1))), 'no metrics of its project'],
  [report(metrics(0, 0)), 'no line in it'],
])('%s is doubted', async (text, doubt) => {
  expect((await read(text)).doubts.join()).toContain(doubt);
});

test('without numbers of its files only lines are counted', async () => {
  expect((await read(report(file(two) + metrics(2, 1)))).counted).toEqual(['lines']);
});

test.each([
  report('<file/>'),
  report(file('<line num="1" type="stmt"/>')),
  report(file('<line num="0" type="stmt" count="1"/>')),
  report(file(two + metrics(1, 2))),
  report(file(two + metrics(2_000_000, 2))),
  report(metrics(Number.NaN, 0)),
])('%s is refused', async (text) => {
  expect(await problemsOf(() => read(text))).toMatchObject([{ code: 'clover.broken' }]);
});
