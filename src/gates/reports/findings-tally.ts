import { type Doubts, newDoubts } from './doubts.ts';
import { type Severity, severities } from './sarif-rule.ts';

/** Something that a tool found in the code. */
export interface FoundIssue {
  readonly rule: string;
  readonly severity: Severity;
  /** Not known to the tool's own baseline; true where it has none. */
  readonly isNew: boolean;
  readonly title?: string | undefined;
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  /** Tells it from others of its rule and file, even when its line moves. */
  readonly mark?: string | undefined;
}

export interface KeptIssue {
  readonly id: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly isNew: boolean;
  readonly title?: string;
  readonly file?: string;
  readonly line?: number;
}

export type SeverityCounts = Record<Severity, number>;

export interface FindingsTally {
  readonly counts: SeverityCounts;
  readonly fresh: SeverityCounts;
  suppressed: number;
  ignored: number;
  undecided: number;
  readonly accepted: { readonly rule: string; readonly file?: string; readonly reason?: string }[];
  readonly kept: ReadonlyMap<Severity, FoundIssue[]>;
  readonly doubts: Doubts;
}

/** Of each severity; the counts are of all. */
const mostKept = 100;
const mostAccepted = 50;

export function newFindingsTally(): FindingsTally {
  return {
    counts: noCounts(),
    fresh: noCounts(),
    suppressed: 0,
    ignored: 0,
    undecided: 0,
    accepted: [],
    kept: new Map(severities.map((severity) => [severity, []])),
    doubts: newDoubts(),
  };
}

function noCounts(): SeverityCounts {
  return { critical: 0, high: 0, medium: 0, low: 0, none: 0 };
}

export function addIssue(tally: FindingsTally, issue: FoundIssue): void {
  tally.counts[issue.severity] += 1;
  if (issue.isNew) tally.fresh[issue.severity] += 1;
  const kept = tally.kept.get(issue.severity);
  if (kept !== undefined && kept.length < mostKept) kept.push(issue);
}

/** Something that was found and accepted in the source or by the tool: it does not count, and is shown. */
export function addSuppressed(tally: FindingsTally, issue: FoundIssue, reason: string | undefined): void {
  tally.suppressed += 1;
  if (tally.accepted.length === mostAccepted) return;
  tally.accepted.push({
    rule: short(issue.rule),
    ...(issue.file !== undefined && { file: short(issue.file) }),
    ...(reason !== undefined && { reason: short(reason) }),
  });
}

export function mergeFindings(total: FindingsTally, more: FindingsTally): void {
  for (const severity of severities) {
    total.counts[severity] += more.counts[severity];
    total.fresh[severity] += more.fresh[severity];
    const kept = total.kept.get(severity) ?? [];
    kept.push(...(more.kept.get(severity) ?? []).slice(0, mostKept - kept.length));
  }
  total.suppressed += more.suppressed;
  total.ignored += more.ignored;
  total.undecided += more.undecided;
  total.accepted.push(...more.accepted.slice(0, mostAccepted - total.accepted.length));
  for (const doubt of more.doubts.list()) total.doubts.add(doubt);
}

/** What is kept, worst first, each under a name of its own that stays the same while the thing does. */
export function keptIssues({ kept }: FindingsTally): KeptIssue[] {
  const seen = new Map<string, number>();
  return severities
    .flatMap((severity) => kept.get(severity) ?? [])
    .map(({ rule, severity, isNew, title, file, line, mark }) => {
      const name = [rule, file ?? '', mark ?? line ?? ''].map((part) => short(String(part))).join('|');
      const nth = (seen.get(name) ?? 0) + 1;
      seen.set(name, nth);
      return {
        id: nth === 1 ? name : `${name}|${nth}`,
        rule: short(rule),
        severity,
        isNew,
        ...(title !== undefined && title.trim() !== '' && { title: short(title) }),
        ...(file !== undefined && { file: short(file) }),
        ...(line !== undefined && Number.isSafeInteger(line) && line > 0 && { line }),
      };
    });
}

function short(text: string): string {
  const line = text.slice(0, 1000).replaceAll(/\s+/g, ' ').trim();
  return line.length > 200 ? `${line.slice(0, 200)}...` : line;
}
