import type { Metric } from '../../../src/gates/reports/coverage-count.ts';
import { type CoverageTally, filesOf, newTally } from '../../../src/gates/reports/coverage-tally.ts';
import type { Source } from '../../../src/gates/reports/source.ts';
import { textSource } from './text-source.ts';

type Add = (source: Source, tally: CoverageTally) => Promise<{ readonly facts: object; readonly counted: ReadonlySet<Metric> }>;

/** Reads one report and says, of each file and metric, how many of how many are covered: `lines 1/2`. */
export async function coverageOf(add: Add, text: string) {
  const tally = newTally((path, roots = []) => [...roots, path].join('/'));
  const { facts, counted } = await add(textSource(text, 60), tally);
  const files = Object.fromEntries(
    filesOf(tally).map(({ path, counts }) => [
      path,
      [...counted].map((metric) => `${metric} ${counts[metric]?.covered}/${counts[metric]?.total}`).join(', '),
    ]),
  );
  return { facts, files, counted: [...counted], doubts: tally.doubts.list(), tally };
}
