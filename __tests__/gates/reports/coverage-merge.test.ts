import { expect, test } from '@jest/globals';
import { addReport, mergedFiles, newMerge } from '../../../src/gates/reports/coverage-merge.ts';
import type { ReportFormat } from '../../../src/gates/reports/formats.ts';
import { problemsOf } from '../problems.ts';
import { textSource } from './text-source.ts';

const count = (covered: number, total: number) => ({ covered, total });
const lcov = (path: string, ...lines: readonly string[]) =>
  `SF:${path}\n${lines.map((line) => `DA:${line}\n`).join('')}end_of_record\n`;
const summary = (path: string, covered: number, total: number) =>
  JSON.stringify({ total: { lines: count(covered, total) }, [path]: { lines: count(covered, total) } });

async function merged(texts: readonly string[], wanted?: ReportFormat) {
  const merge = newMerge((path) => path.replace('/made-at/', ''));
  const formats: ReportFormat[] = [];
  // oxlint-disable-next-line no-await-in-loop
  for (const text of texts) formats.push(await addReport(merge, textSource(text, 1000), wanted));
  return { formats, carried: [...merge.carried], ...mergedFiles(merge) };
}

test('lcov reports are merged line by line, under one name', async () => {
  const { files, doubts } = await merged([lcov('/made-at/a', '1,1', '2,0'), lcov('a', '2,1', '3,0'), lcov('b', '1,0')]);
  expect(files.map(({ path, counts }) => [path, counts.lines])).toEqual([
    ['a', { covered: 2, total: 3 }],
    ['b', { covered: 0, total: 1 }],
  ]);
  expect(doubts).toEqual([]);
});

test('summaries and lcov reports of other files stand side by side', async () => {
  const { files, formats, doubts } = await merged([summary('/made-at/c', 1, 2), lcov('b', '1,1'), summary('a', 1, 1)]);
  expect(formats).toEqual(['istanbul', 'lcov', 'istanbul']);
  expect(files.map(({ path }) => path)).toEqual(['a', 'b', 'c']);
  expect(doubts).toEqual([]);
});

test.each([
  [[summary('a', 1, 2), summary('/made-at/a', 2, 2)], 'a is in two summaries, which cannot be merged'],
  [[summary('a', 1, 2), lcov('a', '1,1')], 'a is in a report of lcov and in a summary, which cannot be merged'],
  [[lcov('a', '1,-1')], 'a has a negative count, taken as 0'],
  [[JSON.stringify({ total: { lines: count(1, 1) } })], 'the total of lines is 1 of 1, but its files make 0 of 0'],
])('%j is doubted', async (texts, doubt) => {
  expect(await merged(texts)).toMatchObject({ doubts: [doubt] });
});

test('a metric that one of the reports does not count is not carried', async () => {
  const both = `SF:a\nDA:1,1\nBRF:0\nBRH:0\nend_of_record\n`;
  expect(await merged([both])).toMatchObject({ carried: ['lines', 'branches'] });
  expect(await merged([both, lcov('b', '1,1')])).toMatchObject({ carried: ['lines'] });
  expect(await merged([summary('a', 1, 1), both.replace('SF:a', 'SF:b')])).toMatchObject({ carried: ['lines'] });
});

test('a report of another format than the wanted one is refused', async () => {
  expect(await problemsOf(() => merged([lcov('a', '1,1')], 'istanbul'))).toMatchObject([{ code: 'report.other-format' }]);
});
