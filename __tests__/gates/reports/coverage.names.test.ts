import { describe, expect, test } from '@jest/globals';
import { openWorkspace } from '../../../src/gates/engine/workspace.ts';
import { collectCoverage } from '../../../src/gates/reports/coverage.ts';
import { withFolder } from '../folder.ts';

const record = (path: string, ...lines: string[]) => `SF:${path}\n${lines.join('\n')}\nend_of_record\n`;
const collected = (reports: { readonly [name: string]: string }) =>
  withFolder(reports, async (root) =>
    collectCoverage({ files: '*.info' }, { workspace: await openWorkspace(root), signal: new AbortController().signal }),
  );

/** Otherwise the same file counts twice, and the run that misses it is outweighed by the ones that name it otherwise. */
describe('one file has one name', () => {
  test.each(['src/../src/a.ts', 'src/./a.ts', 'src//a.ts', './src/x/../a.ts', 'src\\a.ts'])('%s', async (other) => {
    const { files, totals } = await collected({
      'a.info': record('src/a.ts', 'DA:1,0', 'DA:2,1'),
      'b.info': record(other, 'DA:1,0', 'DA:2,1'),
    });
    expect({ files, totals }).toEqual({ files: 1, totals: { lines: { covered: 1, total: 2 } } });
  });
});

test('nothing is hidden behind a carriage return in a line', async () => {
  await expect(collected({ 'a.info': record('a.ts', 'DA:1,1\rDA:2,0\rDA:3,0') })).rejects.toThrow('carriage return');
});

test('a function that is called but was never named is no function that is covered', async () => {
  const made = await collected({ 'a.info': record('a.ts', 'DA:1,1', 'FN:1,f', 'FNDA:0,f', 'FNDA:1,ghost', 'FNDA:1,ghost') });
  expect(made.doubts.length > 0 || made.totals['functions']?.covered === 0).toBe(true);
});
