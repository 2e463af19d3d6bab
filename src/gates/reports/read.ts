import type { Json } from '../../ground/json.ts';
import { detectFormat, type ReportFormat, type ReportKind } from './detect.ts';
import { type Source, type SourceOptions, withSource, wrong } from './source.ts';

/** What a report says, in the words of its format. */
export interface Report {
  readonly format: ReportFormat;
  readonly kind: ReportKind;
  readonly facts: { readonly [name: string]: Json };
  /** Why it is hard to believe. A report with doubts proves nothing. */
  readonly doubts: readonly string[];
}

export interface ReadOptions extends SourceOptions {
  /** What it must be; whatever it is when absent. */
  readonly format?: ReportFormat;
}

/** Reads any report of a known format, whatever its name. */
export async function readReport(path: string, options: ReadOptions = {}): Promise<Report> {
  return withSource(path, options, async (source) => {
    const { format, kind } = expectedFormat(source, options.format);
    return { format, kind, ...(await readers[format](source)) };
  });
}

/** The format by content, or a problem when another one was asked for. */
export function expectedFormat(source: Source, wanted: ReportFormat | undefined) {
  const found = detectFormat(source.head, source.name);
  if (wanted === undefined || wanted === found.format) return found;
  throw wrong(source.name, {
    code: 'report.other-format',
    message: `This is a report of the format ${found.format}, not ${wanted}.`,
    remedy: `Name a report of the format ${wanted}, or correct the format.`,
  });
}

type Reader = (source: Source) => Promise<Pick<Report, 'facts' | 'doubts'>>;

const readers: Readonly<Record<ReportFormat, Reader>> = {
  lcov: async (source) => {
    const { addLcov } = await import('./lcov.ts');
    const { factsOf, newTally } = await import('./lcov-tally.ts');
    const tally = newTally();
    await addLcov(source, tally);
    return { facts: factsOf(tally), doubts: tally.doubts.list() };
  },
  istanbul: async (source) => {
    const { readIstanbulSummary, summaryFacts } = await import('./istanbul-summary.ts');
    const summary = await readIstanbulSummary(source);
    return { facts: summaryFacts(summary), doubts: summary.doubts };
  },
};
