import type { Json } from '../../ground/json.ts';
import type { Metric } from './coverage-count.ts';
import type { CoverageTally } from './coverage-tally.ts';
import type { ReportFormat } from './formats.ts';
import { hasField, sketchOf } from './sketch.ts';
import type { Source } from './source.ts';

/** What a report said, and which metrics it counts at all. */
export interface CoverageRead {
  readonly facts: { readonly [name: string]: Json };
  readonly counted: ReadonlySet<Metric>;
}

type AddCoverage = (source: Source, tally: CoverageTally) => Promise<CoverageRead>;

const readers: { readonly [format: string]: () => Promise<AddCoverage> } = {
  lcov: async () => {
    const [{ addLcov }, { factsOf }] = await Promise.all([import('./lcov.ts'), import('./lcov-tally.ts')]);
    return async (source, tally) => {
      const counted = await addLcov(source, tally);
      return { counted, facts: factsOf(tally) };
    };
  },
  istanbul: async () => (await import('./istanbul-final.ts')).addIstanbulFinal,
  cobertura: async () => (await import('./cobertura.ts')).addCobertura,
  clover: async () => (await import('./clover.ts')).addClover,
  jacoco: async () => (await import('./jacoco.ts')).addJacoco,
  gocover: async () => (await import('./go-profile.ts')).addGoProfile,
  'coverage-py': async () => (await import('./coverage-py.ts')).addCoveragePy,
  simplecov: async () => (await import('./simplecov.ts')).addSimplecov,
};

/** What adds a report of a format of kind `coverage` to a tally. A summary has no lines, and is read apart. */
export async function coverageReader(format: ReportFormat): Promise<AddCoverage> {
  const load = readers[format];
  if (load === undefined) throw new TypeError(`${format} is no format of coverage`);
  return load();
}

/** `coverage-summary.json`, and not `coverage-final.json`. */
export function isSummary({ head }: Source): boolean {
  const { json } = sketchOf(head);
  const [first] = typeof json === 'object' && json !== null ? Object.values(json) : [];
  return !hasField(first, 'statementMap') && !hasField(first, 'path');
}
