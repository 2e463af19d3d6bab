import { join } from 'node:path';
import { compileGlobs } from '../../ground/glob.ts';
import type { Workspace } from '../engine/contract.ts';
import { findReports } from './find.ts';
import {
  addIssue,
  addSuppressed,
  type FindingsTally,
  type FoundIssue,
  keptIssues,
  mergeFindings,
  newFindingsTally,
} from './findings-tally.ts';
import type { ReportFormat } from './formats.ts';
import { readGitleaks } from './gitleaks.ts';
import { nameBelow } from './names.ts';
import { expectedFormat } from './read.ts';
import { isWell, readSarif, type SarifResult } from './sarif.ts';
import { type Source, withSource, wrong } from './source.ts';

export interface FindingsWanted {
  readonly files: string | readonly string[];
  readonly format?: ReportFormat;
  /** Globs of source files whose findings do not count. */
  readonly ignore?: readonly string[];
}

export interface FindingsWay {
  readonly workspace: Workspace;
  readonly signal: AbortSignal;
  readonly howToMake: string;
  readonly formats: readonly ReportFormat[];
  /** Whether what a tool says in its own words may be shown: of secrets it may not. */
  readonly saysTitles: boolean;
  /** What is found counts whatever the tool thinks of it. */
  readonly ofEveryLevel?: boolean;
}

/** Reads all reports of this run that list what tools found in the code. */
export async function collectFindings(wanted: FindingsWanted, way: FindingsWay) {
  const { workspace, signal, howToMake } = way;
  const paths = await findReports(workspace, { files: wanted.files, howToMake });
  const isIgnored = compileGlobs(wanted.ignore ?? []);
  const total = newFindingsTally();
  const tools = new Set<string>();
  const reports = [];
  for (const path of paths) {
    // One after the other, so that only one report is open at a time.
    // oxlint-disable-next-line no-await-in-loop
    const read = await withSource(join(workspace.root, path), { name: path, signal }, (source) =>
      readOne(source, { wanted, way, nameOf: (file) => nameBelow(workspace.root, withoutScheme(file)), isIgnored }),
    );
    for (const tool of read.tools) tools.add(tool);
    for (const doubt of read.doubts) total.doubts.add(doubt);
    mergeFindings(total, read.tally);
    reports.push({ path, format: read.format, tools: read.tools });
  }
  const { counts, fresh, suppressed, ignored, undecided, accepted, doubts } = total;
  return {
    reports,
    tools: [...tools].toSorted(),
    counts,
    fresh,
    suppressed,
    ignored,
    undecided,
    accepted,
    kept: keptIssues(total),
    doubts: doubts.list(),
  };
}

interface Reading {
  readonly wanted: FindingsWanted;
  readonly way: FindingsWay;
  readonly nameOf: (file: string) => string;
  readonly isIgnored: (path: string) => boolean;
}

async function readOne(source: Source, reading: Reading) {
  const { format } = expectedFormat(source, reading.wanted.format);
  const isRight = reading.way.formats.includes(format);
  if (format === 'sarif' && isRight) {
    let tally = newFindingsTally();
    const { facts, doubts } = await readSarif(source, () => {
      tally = newFindingsTally();
      return (result) => addResult(tally, result, reading);
    });
    return { format, tally, doubts, tools: [...new Set(facts.tools.map((tool) => tool ?? 'a tool without a name'))] };
  }
  if (format === 'gitleaks' && isRight) {
    const tally = newFindingsTally();
    const { doubts } = await readGitleaks(source, ({ rule, file, line, commit }) => {
      const name = file === undefined ? undefined : reading.nameOf(file);
      const mark = commit === undefined ? undefined : `${commit}:${line ?? ''}`;
      put(tally, { rule, severity: 'critical', isNew: true, file: name, line, mark }, reading);
    });
    return { format, tally, doubts, tools: ['gitleaks'] };
  }
  throw wrong(source.name, {
    code: 'report.other-kind',
    message: `This is a report of the format ${format}, which does not list what is wanted here.`,
    remedy: `Name a report of one of these formats: ${reading.way.formats.join(', ')}.`,
  });
}

/** Kinds where somebody has yet to look. */
const undecided = ['open', 'review'];

function addResult(tally: FindingsTally, result: SarifResult, reading: Reading): void {
  const { ruleId, rule, severity, kind, baselineState, file, line, fingerprint, message } = result;
  // A rule may hold a secret for harmless; it is one all the same.
  if (isWell(reading.way.ofEveryLevel === true ? { ...result, level: 'error' } : result)) return;
  const title = message ?? rule?.shortDescription?.text ?? rule?.name;
  const issue: FoundIssue = {
    rule: ruleId ?? 'a rule without a name',
    severity,
    isNew: baselineState !== 'unchanged',
    ...(reading.way.saysTitles && { title }),
    file: file === undefined ? undefined : reading.nameOf(file),
    line,
    ...(reading.way.saysTitles && { mark: fingerprint }),
  };
  if (result.isSuppressed) addSuppressed(tally, issue, reading.way.saysTitles ? result.justification : undefined);
  else if (undecided.includes(kind)) tally.undecided += 1;
  else put(tally, issue, reading);
}

function put(tally: FindingsTally, issue: FoundIssue, { isIgnored }: Reading): void {
  if (issue.file !== undefined && isIgnored(issue.file)) tally.ignored += 1;
  else addIssue(tally, issue);
}

/** `file:///src/a.ts` is how SARIF may name a file, with `%20` for a space. */
function withoutScheme(uri: string): string {
  const path = uri.replace(/^file:\/\/(?:\/(?=[A-Za-z]:))?/, '');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
