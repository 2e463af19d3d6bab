import { join } from 'node:path';
import { ProblemError } from '../../ground/problem.ts';
import type { Workspace } from '../engine/contract.ts';
import type { ScanEvidence, ScannedAdvisory } from '../scan/evidence.ts';
import type { Scanned } from './advisory.ts';
import { readAdvisories } from './advisory-readers.ts';
import { exempted } from './exemptions.ts';
import { findReports } from './find.ts';
import type { ReportFormat } from './formats.ts';
import { type Lockfile, readLockfile } from './lockfile.ts';
import { type Exemption, readOpenVex } from './openvex.ts';
import { expectedFormat } from './read.ts';
import { type Audited, type Auditor, runAudit } from './run-audit.ts';
import { newScanTally, type ScanTally } from './scan-tally.ts';
import { type Source, withSource, wrong } from './source.ts';

type Files = string | readonly string[];

export interface ScanWanted {
  readonly files?: Files;
  readonly run?: Auditor;
  /** Where to run it. */
  readonly folder?: string;
  readonly format?: ReportFormat;
  /** A lockfile of npm, that tells what is only for development. */
  readonly lockfile?: string;
  /** Reports of the base, to tell what is new. */
  readonly base?: Files;
  /** Statements in OpenVEX about what does no harm. */
  readonly exemptions?: Files;
  /** What the scanner says of its database, where the report does not. */
  readonly database?: string;
}

export interface ScanAt {
  readonly workspace: Workspace;
  readonly signal: AbortSignal;
  readonly howToMake: string;
}

/** Reads all reports of this run into one list. */
export async function collectScan(wanted: ScanWanted, at: ScanAt): Promise<ScanEvidence> {
  const lockfile = wanted.lockfile === undefined ? undefined : await lockfileAt(wanted.lockfile, at);
  const tally = newScanTally((nodes) => lockfile?.scopeOf(nodes) ?? 'unknown');
  const exemptions: Exemption[] = [];
  const reports = await readAll(wanted, { at, tally, exemptions });
  for (const path of await pathsOf(wanted.exemptions, at)) await readExemptions(path, at, exemptions);
  const { kept, moreSuppressed } = tally.advisories();
  const base = await baseOf(wanted, at);
  for (const node of lockfile?.missing ?? [])
    tally.doubt(`the lockfile has no ${node}, so that it is another one than was audited`);
  return {
    reports,
    advisories: withBase(
      kept.map((each) => exempted(each, exemptions)),
      base,
    ),
    more: tally.more,
    moreSuppressed,
    endOfLife: [...new Set(tally.all.flatMap(({ endOfLife = [] }) => endOfLife))],
    doubts: tally.doubts.list(),
  };
}

interface Reading {
  readonly at: ScanAt;
  readonly tally: ScanTally;
  readonly exemptions: Exemption[];
}

async function readAll(wanted: ScanWanted, reading: Reading): Promise<ScanEvidence['reports']> {
  const { at } = reading;
  const { files, run, format } = wanted;
  if ((files === undefined) === (run === undefined)) throw eitherOr();
  if (run !== undefined) {
    const folder = join(at.workspace.root, wanted.folder ?? '');
    const name = `audit of ${run}`;
    return [
      await runAudit({ auditor: run, folder, signal: at.signal }, async (audited) => {
        if (saysNothing(run, audited)) return { path: name, format: 'yarn-audit', tool: 'yarn 4' };
        return readReport(audited.path, { name, format, reading });
      }),
    ];
  }
  const paths = await findReports(at.workspace, { files: files ?? [], howToMake: at.howToMake });
  const reports: ScanEvidence['reports'] = [];
  // One after the other, so that only one report is open at a time.
  for (const path of paths) reports.push(await readReport(join(at.workspace.root, path), { name: path, format, reading }));
  const database = wanted.database === undefined ? undefined : await databaseDate(wanted.database, at);
  return reports.map((each) => ({ ...(database !== undefined && { databaseAt: database }), ...each }));
}

/** Where yarn 4 finds nothing, it succeeds and writes nothing, or an object with nothing in it. Only who ran it can know that. */
function saysNothing(run: Auditor, { code, text }: Audited): boolean {
  return run === 'yarn-berry' && code === 0 && /^\s*(?:\{\s*\})?\s*$/.test(text);
}

interface ReportToRead {
  readonly name: string;
  readonly format: ReportFormat | undefined;
  readonly reading: Reading;
}

async function readReport(path: string, { name, format, reading }: ReportToRead): Promise<ScanEvidence['reports'][number]> {
  const { tally, at } = reading;
  return withSource(path, { name, signal: at.signal }, async (source) => {
    const found = aboutVulnerabilities(source, format);
    const before = tally.all.length;
    await readAdvisories(source, found, tally);
    const { tool = found.format, endOfLife: _, digests, ...rest }: Partial<Scanned> = tally.all[before] ?? {};
    return { path: name, format: found.format, tool, ...rest, ...(digests !== undefined && { digests: [...digests] }) };
  });
}

function aboutVulnerabilities(source: Source, format: ReportFormat | undefined) {
  const found = expectedFormat(source, format);
  if (found.kind === 'vulnerabilities') return found;
  // Any analyser may write it: that this one looks for vulnerabilities somebody has to say.
  if (found.format === 'sarif' && format !== undefined) return found;
  throw wrong(source.name, {
    code: 'report.other-kind',
    message: `This is a report of the format ${found.format}, which is about ${found.kind} and not about vulnerabilities.`,
    remedy: 'Name the report of a scanner that looks for known vulnerabilities.',
  });
}

async function lockfileAt(path: string, { workspace, signal }: ScanAt): Promise<Lockfile> {
  return withSource(join(workspace.root, path), { name: path, signal }, readLockfile);
}

async function pathsOf(files: Files | undefined, { workspace }: ScanAt): Promise<string[]> {
  if (files === undefined) return [];
  const globs = typeof files === 'string' ? [files] : files;
  const found = await workspace.find(globs);
  if (found.length > 0) return found;
  throw new ProblemError({
    code: 'report.none',
    message: `No file matches ${globs.join(', ')}.`,
    remedy: 'Correct the path, or leave it out.',
  });
}

async function readExemptions(path: string, { workspace, signal }: ScanAt, into: Exemption[]): Promise<void> {
  await withSource(join(workspace.root, path), { name: path, signal }, async (source) => {
    expectedFormat(source, 'openvex');
    return readOpenVex(source, (exemption) => into.push(exemption));
  });
}

/** Names of all that the base reports have, and how often. They may be old, and may not be committed. */
async function baseOf({ base, format }: ScanWanted, at: ScanAt): Promise<ReadonlyMap<string, number> | undefined> {
  if (base === undefined) return undefined;
  const { runStartedAt: _, ...workspace } = at.workspace;
  const paths = await findReports(workspace, { files: base, howToMake: 'Download the report of the base' });
  const tally = newScanTally();
  for (const path of paths)
    await readReport(join(workspace.root, path), { name: path, format, reading: { at, tally, exemptions: [] } });
  const [doubt] = tally.doubts.list();
  if (doubt !== undefined)
    throw wrong(paths.join(', '), {
      code: 'report.base',
      message: `The base report cannot be believed: ${doubt}.`,
      remedy: 'Make it again.',
    });
  const counts = new Map<string, number>();
  for (const each of tally.advisories().kept) for (const name of namesOf(each)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

function namesOf({ weakness, ids, package: name }: ScannedAdvisory): string[] {
  return ids.map((id) => `${weakness}|${name}|${id.toLowerCase()}`);
}

/** One vulnerability of a package is one. Of secrets by one rule in one file as many are known as the base has; their lines may move. */
function withBase(advisories: readonly ScannedAdvisory[], base: ReadonlyMap<string, number> | undefined): ScannedAdvisory[] {
  if (base === undefined) return [...advisories];
  const left = new Map(base);
  return advisories.map((advisory) => {
    const known = namesOf(advisory).filter((name) => (left.get(name) ?? 0) > 0);
    if (advisory.weakness !== 'vulnerability') for (const name of known) left.set(name, (left.get(name) ?? 0) - 1);
    return { ...advisory, inBase: known.length > 0 };
  });
}

/** `trivy version --format json` says when its database was made. */
async function databaseDate(path: string, { workspace, signal, howToMake }: ScanAt): Promise<string> {
  const { as } = await import('./json-shape.ts');
  const { readJson } = await import('./json.ts');
  await findReports(workspace, { files: path, howToMake });
  const shape = as.object({ VulnerabilityDB: as.object({ UpdatedAt: as.text }), updatedAt: as.text, built: as.text });
  const read = await withSource(join(workspace.root, path), { name: path, signal }, (source) => readJson(source, shape));
  const date = read?.VulnerabilityDB?.UpdatedAt ?? read?.updatedAt ?? read?.built;
  if (date !== undefined) return date;
  throw wrong(path, {
    code: 'database.shape',
    message: 'This does not say of when a database is.',
    remedy: 'Write it with `trivy version --format json`.',
  });
}

function eitherOr(): ProblemError {
  return new ProblemError({
    code: 'scan.source',
    message: 'Say either which reports to read (files) or which audit to run (run), and not both.',
    remedy: 'Leave one of them out.',
  });
}
