import { readFileSync } from 'node:fs';
import { calls, peer } from '../peers.ts';
import type { ReportBench } from '../reports.ts';

const linesPerFile = 400;

/** As most tools write it: nearly all of it is lines and how often they were hit. */
function record(number: number): string {
  const lines = Array.from({ length: linesPerFile }, (_, at) => `DA:${at * 2 + 1},${(at * 7 + number) % 5}`);
  const hit = lines.filter((line) => !line.endsWith(',0')).length;
  const totals = [`LF:${linesPerFile}`, `LH:${hit}`];
  return ['TN:', `SF:packages/number-${number}/src/index.ts`, ...lines, ...totals, 'end_of_record', ''].join('\n');
}

export const bench: ReportBench = {
  name: 'lcov',
  megabytes: 205,
  *generate() {
    for (let number = 0; (yield record(number)) !== 'enough'; number++);
  },
  ours: async (path) => {
    const { readReport } = await import('../../src/gates/reports/read.ts');
    const { facts } = await readReport(path);
    return `${Number(facts['DA_hit'])} lines hit`;
  },
  others: {
    'lcov-parse': async (path) => {
      const source = calls(peer('lcov-parse', '1.0.0'), 'source');
      const files = await new Promise<unknown>((resolve, reject) => {
        source(readFileSync(path, 'utf8'), (error: unknown, found: unknown) => (error === null ? resolve(found) : reject(error)));
      });
      if (!Array.isArray(files)) throw new TypeError('it read no files');
      const hit = files.reduce(
        (sum: number, file: { lines: { details: { hit: number }[] } }) =>
          sum + file.lines.details.filter((line) => line.hit > 0).length,
        0,
      );
      return `${hit} lines hit`;
    },
    'split into lines': (path) => {
      const lines = readFileSync(path, 'utf8').split('\n');
      return Promise.resolve(`${lines.filter((line) => line.startsWith('DA:') && !line.endsWith(',0')).length} lines hit`);
    },
  },
};
