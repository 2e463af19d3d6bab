import { expect, test } from '@jest/globals';
import { openWorkspace } from '../../../src/gates/engine/workspace.ts';
import { type CoverageWanted, collectCoverage } from '../../../src/gates/reports/coverage.ts';
import { nameBelow } from '../../../src/gates/reports/names.ts';
import { withFolder } from '../folder.ts';
import { problemsOf } from '../problems.ts';

const record = (path: string, hit: number, total: number) =>
  `SF:${path}\n${Array.from({ length: total }, (_, at) => `DA:${at + 1},${at < hit ? 1 : 0}\n`).join('')}end_of_record\n`;

const collect = (files: Readonly<Record<string, string>>, wanted: CoverageWanted) =>
  withFolder(files, async (root) =>
    collectCoverage(wanted, { workspace: await openWorkspace(root), signal: new AbortController().signal }),
  );

test('all that matches becomes one evidence', async () => {
  const files = { 'a/lcov.info': record('src/a.ts', 1, 4) + record('src/b.ts', 2, 2), 'b/lcov.info': record('src/c.ts', 3, 4) };
  expect(await collect(files, { files: '*/lcov.info' })).toEqual({
    reports: [
      { path: 'a/lcov.info', format: 'lcov' },
      { path: 'b/lcov.info', format: 'lcov' },
    ],
    files: 3,
    ignored: 0,
    totals: { lines: { covered: 6, total: 10 } },
    lowest: {
      lines: {
        of: 3,
        files: [
          { path: 'src/a.ts', covered: 1, total: 4 },
          { path: 'src/c.ts', covered: 3, total: 4 },
          { path: 'src/b.ts', covered: 2, total: 2 },
        ],
      },
    },
    strangers: { of: 3, paths: ['src/a.ts', 'src/b.ts', 'src/c.ts'] },
    doubts: [],
  });
});

test('ignored files do not count, and are counted', async () => {
  const files = { 'lcov.info': record('src/a.ts', 1, 4) + record('src/made/b.ts', 0, 9) };
  const evidence = await collect(files, { files: 'lcov.info', ignore: ['src/made/**'] });
  expect(evidence).toMatchObject({
    files: 1,
    ignored: 1,
    totals: { lines: { covered: 1, total: 4 } },
    lowest: { lines: { of: 1 } },
  });
});

test('when all is ignored, nothing is counted', async () => {
  const evidence = await collect({ 'lcov.info': record('a', 1, 1) }, { files: 'lcov.info', ignore: ['**'] });
  expect(evidence).toMatchObject({ files: 0, ignored: 1, totals: {}, lowest: {} });
});

test('only the lowest files are kept, but all are counted, and files without lines are none of them', async () => {
  const many = Array.from({ length: 60 }, (_, at) => record(`f${at}`, at % 7, 10)).join('');
  const { files, lowest } = await collect({ 'lcov.info': `${many}${record('empty', 0, 0)}` }, { files: 'lcov.info' });
  const lines = lowest['lines'];
  expect([files, lines?.of, lines?.files.length]).toEqual([61, 60, 50]);
  expect(lines?.files.map(({ covered }) => covered)).toEqual(
    lines?.files.map(({ covered }) => covered).toSorted((a, b) => a - b),
  );
  expect(lines?.files[0]).toEqual({ path: 'f0', covered: 0, total: 10 });
});

test.each([
  ['/repo', '/repo/src/a.ts', 'src/a.ts'],
  ['/repo', './src/a.ts', 'src/a.ts'],
  ['/repo', 'src\\a.ts', 'src/a.ts'],
  ['/repo', '/repository/src/a.ts', '/repository/src/a.ts'],
  ['/repo', '/Repo/src/a.ts', '/Repo/src/a.ts'],
  ['D:\\a\\repo', 'd:\\A\\repo\\src\\a.ts', 'src/a.ts'],
  ['D:\\a\\repo', 'D:/a/repo/src/a.ts', 'src/a.ts'],
])('below %s, %s is %s', (root, path, expected) => {
  expect(nameBelow(root, path)).toBe(expected);
});

test('one damaged report is a problem that names it', async () => {
  const files = { 'a/lcov.info': record('a', 1, 1), 'b/lcov.info': 'SF:b\nDA:1,1\n' };
  expect(await problemsOf(() => collect(files, { files: '*/lcov.info' }))).toMatchObject([
    { code: 'lcov.broken', file: 'b/lcov.info' },
  ]);
});
