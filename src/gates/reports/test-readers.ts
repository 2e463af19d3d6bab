import type { Json } from '../../ground/json.ts';
import type { ReportFormat } from './formats.ts';
import type { Source } from './source.ts';
import type { TestTally } from './test-tally.ts';

type AddTests = (source: Source, tally: TestTally) => Promise<{ readonly [name: string]: Json }>;

const addTests: { readonly [format: string]: () => Promise<AddTests> } = {
  junit: async () => (await import('./junit.ts')).addJunit,
  trx: async () => (await import('./trx.ts')).addTrx,
  nunit: async () => (await import('./nunit.ts')).addNunit,
  xunit: async () => (await import('./xunit.ts')).addXunit,
  tap: async () => (await import('./tap.ts')).addTap,
  'test-json': async () => (await import('./test-json.ts')).addTestJson,
};

/** What adds a report of a format of kind `tests` to a tally. */
export async function testReader(format: ReportFormat): Promise<AddTests> {
  const load = addTests[format];
  if (load === undefined) throw new TypeError(`${format} is no format of tests`);
  return load();
}
