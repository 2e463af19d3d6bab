import type { Json } from '../../ground/json.ts';
import { type Detected, detectFormat } from './detect.ts';
import { newDoubts } from './doubts.ts';
import type { ReportFormat, ReportKind } from './formats.ts';
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
    const found = expectedFormat(source, options.format);
    return { format: found.writtenBy ?? found.format, kind: found.kind, ...(await readers[found.format](source, found)) };
  });
}

/** The format by content, or a problem when another one was asked for. */
export function expectedFormat(source: Source, wanted: ReportFormat | undefined): Detected {
  return detectFormat(source.head, source.name, wanted);
}

/** As `expectedFormat`, for who can only use reports about one kind of thing. */
export function formatAbout(kind: ReportKind, source: Source, wanted: ReportFormat | undefined): Detected {
  const found = expectedFormat(source, wanted);
  const about: ReportKind = found.kind;
  if (about === kind) return found;
  throw wrong(source.name, {
    code: 'report.other-kind',
    message: `This is a report of the format ${found.format}, which is about ${about} and not about ${kind}.`,
    remedy: `Name a report about ${kind}.`,
  });
}

type Reader = (source: Source, found: Detected) => Promise<Pick<Report, 'facts' | 'doubts'>>;

/** Reads whatever holds advisories, and keeps none of them. */
const advisories: Reader = async (source, found) => {
  const { readAdvisories } = await import('./advisory-readers.ts');
  const doubts = newDoubts();
  const facts = await readAdvisories(source, found, { add: () => {}, scanned: () => {}, doubt: (text) => doubts.add(text) });
  return { facts, doubts: doubts.list() };
};

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
  'npm-audit': advisories,
  'pnpm-audit': advisories,
  'yarn-audit': advisories,
  'osv-scanner': advisories,
  'pip-audit': advisories,
  snyk: advisories,
  trivy: advisories,
  grype: advisories,
  cyclonedx: advisories,
  openvex: async (source) => {
    const { readOpenVex } = await import('./openvex.ts');
    return { facts: await readOpenVex(source), doubts: [] };
  },
};
