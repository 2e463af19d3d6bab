import { join } from 'node:path';
import { instantAt } from '../../../ground/instant.ts';
import { ProblemError } from '../../../ground/problem.ts';
import type { Workspace } from '../../engine/contract.ts';
import type { TlsEvidence } from '../../rules/tls/evidence.ts';
import { findReports } from '../find.ts';
import { type Source, withSource, wrong } from '../source.ts';
import { type TlsFormat, tlsFormatOf } from './formats.ts';
import type { Reported } from './reported.ts';

export interface TlsReportsWanted {
  readonly files: string | readonly string[];
  readonly format?: TlsFormat;
  readonly host: string;
  readonly port?: number;
}

const oldestMs = 48 * 3_600_000;

/** Reads what other tools found out about a host, and nothing that they say about another one. */
export async function collectTlsReports(
  { files, format, host, port }: TlsReportsWanted,
  {
    workspace,
    signal,
    now = Date.now,
  }: { readonly workspace: Workspace; readonly signal: AbortSignal; readonly now?: () => number },
): Promise<TlsEvidence & { reports: { path: string; format: string }[] }> {
  const paths = await findReports(workspace, { files, howToMake: 'Run the scanner' });
  const reports: { path: string; format: string }[] = [];
  const found: Reported[] = [];
  for (const path of paths) {
    const read = await withSource(join(workspace.root, path), { name: path, signal }, (source) => readTlsReport(source, format));
    reports.push({ path, format: read.format });
    found.push(...read.reported.map((each) => fresh(each, path, now())));
  }
  const ours = found.filter(
    (each) => each.host.toLowerCase() === host.toLowerCase() && (port === undefined || each.port === port),
  );
  const [first] = ours;
  if (first === undefined) throw notThere(host, found);
  return {
    reports,
    // Whatever lasts until now was lasting then; and what has ended since counts as it is now.
    at: instantAt(now()),
    host,
    port: first.port,
    addresses: ours.map(({ address }) => address),
    untested: [{ what: 'what the reports do not say', why: 'only what a tool plainly says is taken from its report' }],
  };
}

/** One report, whatever its name. */
export async function readTlsReport(source: Source, wanted?: TlsFormat): Promise<{ format: TlsFormat; reported: Reported[] }> {
  const [{ readJson }, { as }] = await Promise.all([import('../json.ts'), import('../json-shape.ts')]);
  const whole = await readJson(source, as.whole);
  const { format, read } = tlsFormatOf(whole, source.name);
  if (wanted !== undefined && wanted !== format) {
    throw wrong(source.name, {
      code: 'report.other-format',
      message: `This is a report of ${format}, not of ${wanted}.`,
      remedy: `Name a report of ${wanted}, or correct the format.`,
    });
  }
  const reported = read(whole).filter(({ host }) => host !== '');
  if (reported.length > 0) return { format, reported };
  throw wrong(source.name, {
    code: 'report.empty',
    message: `This report of ${format} speaks of no host.`,
    remedy: 'See why the scanner found nothing to scan: an empty report proves nothing.',
  });
}

function fresh(reported: Reported, path: string, now: number): Reported {
  if (reported.scannedAt === undefined || now - reported.scannedAt <= oldestMs) return reported;
  throw wrong(path, {
    code: 'report.old',
    message: `${reported.host} was scanned on ${instantAt(reported.scannedAt)}, more than two days ago.`,
    remedy: 'Scan it again in this run.',
  });
}

function notThere(host: string, found: readonly Reported[]): ProblemError {
  const others = [...new Set(found.map((each) => each.host))].slice(0, 5).join(', ');
  return new ProblemError({
    code: 'report.other-host',
    message: `No report speaks of ${host}; they speak of ${others}.`,
    remedy: 'Scan this host, or correct `host` of the gate.',
  });
}
