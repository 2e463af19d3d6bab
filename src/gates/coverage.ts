import { doubtsOf } from './coverage/doubts.ts';
import {
  countFor,
  dropsOf,
  findingsOf,
  findingsOfDrop,
  isSatisfiedByNothing,
  measure,
  measureDrop,
  type Rule,
  rulesOf,
  sidesOf,
} from './coverage/rules.ts';
import {
  type CoverageEvidence,
  type CoverageLimits,
  coverageEvidence,
  coverageLimits,
  coverageSource,
  metrics,
  say,
  shownPercent,
} from './coverage/shape.ts';
import { cannotTell, defineGate, type Finding, type Judgement, type Measured, workspaceOf } from './engine/contract.ts';

export const coverage = defineGate({
  id: 'coverage',
  title: 'Test coverage',
  about:
    'Reads the coverage reports of this run (lcov, istanbul, cobertura, clover, JaCoCo, Go profiles, coverage.py, SimpleCov), adds the lines up ' +
    'itself, and asks for a percentage in total, and perhaps in every file, in parts, in the lines that changed, or against a base. It ' +
    'proves that the code was run by tests, not that the tests look at what it did.',
  needs: ['workspace'],
  keeps: 'commit',
  source: coverageSource,
  limits: coverageLimits,
  evidence: coverageEvidence,

  async collect(wanted, context) {
    const { collectCoverage } = await import('./reports/coverage.ts');
    return collectCoverage(wanted, { workspace: workspaceOf(context), signal: context.signal });
  },

  judge(seen, asked) {
    const doubts = doubtsOf(seen);
    if (doubts.length > 0) return doubted(doubts);
    const rules = rulesOf(asked);
    const drops = dropsOf(asked);
    const findings = [
      ...rules.flatMap((rule) => findingsOf(rule, seen)),
      ...drops.flatMap((drop) => findingsOfDrop(drop, seen)),
      ...absentFindings(rules, asked, seen),
    ];
    if (findings.length === 0) {
      const blind = blindSpot(rules, asked, seen);
      if (blind !== undefined) return blind;
    }
    const measured = [
      ...rules.flatMap((rule) => measure(rule, seen)),
      ...drops.flatMap((drop) => measureDrop(drop, seen)),
      ...absentMeasured(asked, seen),
      ...otherNumbers(rules, seen),
    ];
    const summary = summaryOf(measured, seen);
    if (findings.length === 0) return { result: 'pass', summary, measured, findings };
    return { result: 'fail', summary, measured, findings, remedy: remedyFor(rules, findings, seen) };
  },
});

/** Source files that no test loads: none of their lines is covered, which a limit of every file asks for. */
function absentFindings(rules: readonly Rule[], { absent: most }: CoverageLimits, { absent }: CoverageEvidence): Finding[] {
  const { files: value, paths } = absent ?? { files: 0, paths: [] };
  const isAskedOfFiles = rules.some(({ of, least }) => of === 'each file' && least > 0);
  if (value === 0 || (value <= (most ?? value) && !isAskedOfFiles)) return [];
  const title = `${value} source files are in no report: ${paths.slice(0, 5).join(', ')}${value > 5 ? ' and more' : ''}`;
  return [{ id: 'absent', title, value, better: 'lower' }];
}

function absentMeasured({ absent: most }: CoverageLimits, { absent }: CoverageEvidence): Measured[] {
  if (absent === undefined) return [];
  const limit = most === undefined ? {} : { limit: `at most ${most}`, ok: absent.files <= most };
  return [{ metric: 'files in no report', value: absent.files, ...limit }];
}

/** What is asked for and cannot be seen in the evidence. */
function blindSpot(rules: readonly Rule[], asked: CoverageLimits, seen: CoverageEvidence): Judgement | undefined {
  const blind = rules.filter((rule) => countFor(rule, seen) === undefined && !isSatisfiedByNothing(rule, seen));
  if (asked.absent !== undefined && seen.absent === undefined) {
    return cannotTell('nobody says which source files there are', 'Name them under gates.coverage.source.sources.');
  }
  if (blind.some(({ of }) => of === 'changed') && seen.changed === undefined) {
    return cannotTell('nobody says since when lines count as changed', 'Name the branch under gates.coverage.source.since.');
  }
  if (blind.length > 0) return notCounted(blind, seen);
  const drop = dropsOf(asked).find((each) => sidesOf(each, seen) === undefined);
  if (drop === undefined) return undefined;
  const remedy = 'Bring the report of the base, which counts the same, and name it under gates.coverage.source.base.';
  return cannotTell(`there is nothing to compare ${drop.metric} with`, remedy);
}

function otherNumbers(rules: readonly Rule[], seen: CoverageEvidence): Measured[] {
  const { totals, files, ignored, changed } = seen;
  const limited = new Set(rules.filter(({ of }) => of === 'all').map(({ metric }) => metric));
  const rest = metrics.flatMap((metric): Measured[] => {
    const count = totals[metric];
    const isShown = !limited.has(metric) && count !== undefined && count.total > 0;
    return isShown ? [{ metric, value: shownPercent(count), unit: '%' }] : [];
  });
  const unreported = changed?.unreported ?? 0;
  return [
    ...rest,
    { metric: 'files', value: files },
    ...(ignored > 0 ? [{ metric: 'files ignored', value: ignored }] : []),
    ...(unreported > 0 ? [{ metric: 'changed files in no report', value: unreported }] : []),
  ];
}

function summaryOf(measured: readonly Measured[], { files, ignored }: CoverageEvidence): string {
  const limited = measured.filter(({ limit }) => limit !== undefined);
  const numbers = limited.map(({ metric, value, unit, limit }) => {
    const shown = unit === '%' ? `${Number(value).toFixed(2)} %` : `${value}${unit === undefined ? '' : ` ${unit}`}`;
    return `${metric} ${shown} (${limit})`;
  });
  return `${numbers.join(', ')} in ${filesText(files)}${ignored > 0 ? `, ${ignored} ignored` : ''}`;
}

function filesText(files: number): string {
  return files === 1 ? '1 file' : `${files} files`;
}

function remedyFor(rules: readonly Rule[], findings: readonly Finding[], seen: CoverageEvidence): string {
  const changed = findings.find(({ id }) => id.startsWith('changed:'));
  if (changed !== undefined) return `Test what changed: ${changed.title}.`;
  const worst = rules.find((rule) => findingsOf(rule, seen).length > 0);
  const files = worst === undefined ? (seen.lowest.lines?.files ?? []) : (seen.lowest[worst.metric]?.files ?? []);
  const named = files.filter((file) => file.covered < file.total).map((file) => `${file.path} (${say(file)})`);
  const absent = (seen.absent?.paths ?? []).map((path) => `${path} (in no report)`);
  return `Test what is least covered first: ${[...absent, ...named].slice(0, 3).join(', ')}.`;
}

function notCounted(blind: readonly Rule[], { reports, files, absent }: CoverageEvidence): Judgement {
  const names = [...new Set(blind.map(({ metric, of }) => (typeof of === 'object' ? `${metric} of ${of.group}` : metric)))].join(
    ' and ',
  );
  const formats = [...new Set(reports.map(({ format }) => format))].join(' and ');
  const hidden = absent === undefined || absent.files === 0 ? '' : `, and ${filesText(absent.files)} in no report`;
  const summary = `nothing that could be covered is counted for ${names}, in ${filesText(files)} of ${formats}${hidden}`;
  return cannotTell(summary, `Let the coverage tool count ${names}, or set a limit for what it counts.`);
}

function doubted(doubts: readonly string[]): Judgement {
  const more = doubts.length > 1 ? ` (and ${doubts.length - 1} more such)` : '';
  const remedy = 'Let the coverage tool write the reports again, unedited; several runs are best merged by the tool itself.';
  return cannotTell(`the reports contradict themselves: ${doubts[0]}${more}`, remedy);
}
