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
    const { facts, doubts } = await readers[found.format](source, found);
    const { format, kind, writtenBy } = found;
    const marked = { ...facts, ...(source.mark !== undefined && { encoding: source.mark }) };
    return { format: writtenBy ?? format, kind, facts: marked, doubts };
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
  lcov: coverage('lcov'),
  istanbul: coverage('istanbul'),
  cobertura: coverage('cobertura'),
  clover: coverage('clover'),
  jacoco: coverage('jacoco'),
  gocover: coverage('gocover'),
  'coverage-py': coverage('coverage-py'),
  simplecov: coverage('simplecov'),
  junit: tests('junit'),
  trx: tests('trx'),
  nunit: tests('nunit'),
  xunit: tests('xunit'),
  tap: tests('tap'),
  'test-json': tests('test-json'),
  sarif: async (source, { writtenBy }) => {
    const { facts, doubts } = await (await import('./sarif.ts')).readSarif(source);
    return { facts: writtenBy === undefined ? facts : { ...facts, shape: `${writtenBy}-sarif` }, doubts };
  },
  gitleaks: async (source) => (await import('./gitleaks.ts')).readGitleaks(source),
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

function coverage(format: ReportFormat): Reader {
  return async (source) => {
    const { coverageReader, isSummary } = await import('./coverage-readers.ts');
    if (format === 'istanbul' && isSummary(source)) {
      const { readIstanbulSummary, summaryFacts } = await import('./istanbul-summary.ts');
      const summary = await readIstanbulSummary(source);
      return { facts: summaryFacts(summary), doubts: summary.doubts };
    }
    const { newTally } = await import('./coverage-tally.ts');
    const tally = newTally();
    const { facts } = await (await coverageReader(format))(source, tally);
    return { facts, doubts: tally.doubts.list() };
  };
}

/** A reader of tests adds them to a tally, because a gate reads many. */
function tests(format: ReportFormat): Reader {
  return async (source, { writtenBy }) => {
    const [{ newTestTally }, { testReader }] = await Promise.all([import('./test-tally.ts'), import('./test-readers.ts')]);
    const tally = newTestTally();
    const facts = await (await testReader(format))(source, tally);
    const unseen = tally.unseen > 0 ? [`${tally.unseen} failures are stated or found outside of all tests`] : [];
    const named = writtenBy === undefined ? facts : { ...facts, shape: `${writtenBy}-${format}` };
    return { facts: named, doubts: [...tally.doubts.list(), ...unseen] };
  };
}
