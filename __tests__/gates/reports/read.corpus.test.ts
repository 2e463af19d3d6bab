import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { readReport } from '../../../src/gates/reports/read.ts';
import { withFolder } from '../folder.ts';
import { problemsOf } from '../problems.ts';

interface Real {
  readonly path: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Two reports as their tools left them, so that the table is never empty. */
const own: readonly Real[] = [
  {
    path: fileURLToPath(new URL('../recorded/coverage/pass/lcov.info', import.meta.url)),
    facts: {
      files: 3,
      LF: 21,
      LH: 19,
      line_pct: 90.48,
      DA_lines: 21,
      DA_hit: 19,
      BRF: 7,
      BRH: 7,
      branch_pct: 100,
      FNF: 13,
      FNH: 11,
      func_pct: 84.62,
    },
  },
  {
    path: fileURLToPath(new URL('../recorded/coverage/fail/coverage-summary.json', import.meta.url)),
    facts: {
      shape: 'summary',
      files: 3,
      lines: { total: 21, covered: 3, pct: 14.28 },
      statements: { total: 24, covered: 3, pct: 12.5 },
    },
  },
];

/** Beside the checkout there may be a folder of real reports and a table of what is in them. */
const corpus = fileURLToPath(new URL('../../../../shared/corpus/', import.meta.url));

function corpusOf(tools: readonly string[]): Real[] {
  const table = join(corpus, 'facts.tsv');
  if (!existsSync(table)) return [];
  const rows = readFileSync(table, 'utf8')
    .trim()
    .split('\n')
    .map((row) => row.split('\t'));
  const ours = rows.filter(([, tool = '']) => tools.includes(tool));
  const byFile = Map.groupBy(ours, ([file = '']) => file);
  return [...byFile].map(([file, facts]) => ({
    path: join(corpus, file),
    facts: Object.fromEntries(facts.map(([, , name = '', value = '']) => [name, valueOf(value)])),
  }));
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const all = [...own, ...corpusOf(['lcov', 'istanbul'])].map((real) => [basename(real.path), real] as const);

test.each(all)('%s says what is known to be in it', async (_name, { path, facts }) => {
  if (String(facts['shape']).includes('must fail closed')) {
    const [problem] = await problemsOf(() => readReport(path));
    expect(problem?.remedy).toMatch(/\w/);
    return;
  }
  const report = await readReport(path);
  expect(report.facts).toMatchObject(facts);
});

test.each(all.filter(([, { facts }]) => 'DA_lines' in facts))('%s is one in any shape of its text', async (_name, { path }) => {
  const text = readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
  const shapes = {
    windows: text.replaceAll('\n', '\r\n'),
    marked: `\uFEFF${text}`,
    wide: Buffer.from(`\uFEFF${text}`, 'utf16le'),
    cut: text.trimEnd().slice(0, -'end_of_record'.length),
  };
  await withFolder(shapes, async (root) => {
    const { facts } = await readReport(path);
    for (const shape of ['windows', 'marked', 'wide']) {
      // oxlint-disable-next-line no-await-in-loop
      expect((await readReport(join(root, shape))).facts).toMatchObject(facts);
    }
    expect(await problemsOf(() => readReport(join(root, 'cut')))).toMatchObject([{ code: 'lcov.broken' }]);
  });
});
