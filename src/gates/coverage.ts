import { cannotTell, defineGate, type Finding, type Judgement, type Measured, workspaceOf } from './engine/contract.ts';
import { type Static, s } from './engine/schema.ts';

const metrics = ['lines', 'statements', 'branches', 'functions'] as const;
type Metric = (typeof metrics)[number];

const percentage = () => s.optional(s.number({ minimum: 0, maximum: 100, tightens: 'higher' }));
const percentages = () => ({ lines: percentage(), statements: percentage(), branches: percentage(), functions: percentage() });

const amount = () => s.integer({ minimum: 0 });
const share = () => s.object({ covered: amount(), total: amount() });
const lowestFiles = () =>
  s.object({
    /** All files that count this metric; `files` is shorter when there are too many to keep. */
    of: amount(),
    files: s.array(s.object({ path: s.text(), covered: amount(), total: amount() })),
  });

const source = s.object(
  {
    files: s.union([s.text({ minLength: 1 }), s.array(s.text({ minLength: 1 }), { minItems: 1 })], {
      description: 'Paths or globs of the reports. Several reports are merged.',
    }),
    format: s.optional(s.oneOf(['lcov', 'istanbul'], { description: 'What the reports must be; by their content when absent.' })),
    ignore: s.optional(s.array(s.text({ minLength: 1 }), { description: 'Globs of source files that do not count.' })),
  },
  { $id: 'coverage.source' },
);

/** Which percentage is meant is never guessed: in one small real project lines were 78 %, functions 33 %. */
const limits = s.object(
  {
    ...percentages(),
    files: s.optional(s.object(percentages(), { minProperties: 1, description: 'What every single file must reach.' })),
  },
  { $id: 'coverage.limits', minProperties: 1, description: 'At least so many percent.' },
);

/** Numbers and never percentages, so that a changed limit needs no new run. A metric that a report does not count is absent. */
const evidence = s.object(
  {
    reports: s.array(s.object({ path: s.text(), format: s.text() })),
    files: amount(),
    ignored: amount(),
    totals: s.object({
      lines: s.optional(share()),
      statements: s.optional(share()),
      branches: s.optional(share()),
      functions: s.optional(share()),
    }),
    lowest: s.object({
      lines: s.optional(lowestFiles()),
      statements: s.optional(lowestFiles()),
      branches: s.optional(lowestFiles()),
      functions: s.optional(lowestFiles()),
    }),
    doubts: s.array(s.text()),
  },
  { $id: 'coverage.evidence' },
);

type Limits = Static<typeof limits>;
type Evidence = Static<typeof evidence>;

export const coverage = defineGate({
  id: 'coverage',
  title: 'Test coverage',
  about:
    'Reads the coverage reports of this run (lcov, or istanbul json-summary), adds the lines up itself, and asks for a percentage ' +
    'in total, and perhaps in every file. It proves that the code was run by tests, not that the tests look at what it did.',
  needs: ['workspace'],
  keeps: 'commit',
  source,
  limits,
  evidence,

  async collect(wanted, context) {
    const { collectCoverage } = await import('./reports/coverage.ts');
    return collectCoverage(wanted, { workspace: workspaceOf(context), signal: context.signal });
  },

  judge(seen, asked) {
    const doubts = doubtsOf(seen);
    if (doubts.length > 0) return doubted(doubts);
    const rules = rulesOf(asked);
    const blind = rules.filter((rule) => countFor(rule, seen) === undefined);
    const findings = rules.flatMap((rule) => findingsOf(rule, seen));
    if (findings.length === 0 && blind.length > 0) return notCounted(blind, seen);
    const measured = [...rules.flatMap((rule) => measure(rule, seen)), ...otherNumbers(rules, seen)];
    const summary = summaryOf(measured, seen);
    if (findings.length === 0) return { result: 'pass', summary, measured, findings };
    return { result: 'fail', summary, measured, findings, remedy: remedyFor(rules, seen) };
  },
});

/** One percentage that is asked for: of everything, or of every single file. */
interface Rule {
  readonly metric: Metric;
  readonly least: number;
  readonly of: 'all' | 'each file';
}

function rulesOf({ files = {}, ...all }: Limits): Rule[] {
  const rules = (of: Rule['of'], asked: Partial<Record<Metric, number>>) =>
    metrics.flatMap((metric): Rule[] => {
      const least = asked[metric];
      return least === undefined ? [] : [{ metric, least, of }];
    });
  return [...rules('all', all), ...rules('each file', files)];
}

/** What a rule looks at: the total, or the lowest file. Nothing to cover is nothing to look at. */
function countFor({ metric, of }: Rule, { totals, lowest }: Evidence): Count | undefined {
  const count = of === 'all' ? totals[metric] : lowest[metric]?.files[0];
  return count === undefined || count.total === 0 ? undefined : count;
}

function measure(rule: Rule, seen: Evidence): Measured[] {
  const { metric, least, of } = rule;
  const count = countFor(rule, seen);
  if (count === undefined) return [];
  const name = of === 'all' ? metric : `${metric} of the lowest file`;
  return [{ metric: name, value: shownPercent(count), unit: '%', limit: `at least ${least} %`, ok: reaches(count, least) }];
}

function findingsOf(rule: Rule, seen: Evidence): Finding[] {
  const { metric, least, of } = rule;
  const count = countFor(rule, seen);
  if (count === undefined || reaches(count, least)) return [];
  if (of === 'each file') return findingsInFiles(rule, seen);
  const title = `${metric}: ${say(count)}, at least ${least} % is asked`;
  return [{ id: metric, title, value: shownPercent(count), better: 'higher' }];
}

function findingsInFiles({ metric, least }: Rule, { lowest }: Evidence): Finding[] {
  const { of, files } = lowest[metric] ?? { of: 0, files: [] };
  const below = files.filter((file) => !reaches(file, least));
  const findings = below.map((file): Finding => {
    const title = `${metric} of ${file.path}: ${say(file)}, at least ${least} % is asked of every file`;
    return { id: `${metric}:${file.path}`, title, value: shownPercent(file), better: 'higher', file: file.path };
  });
  const unseen = of - files.length;
  // The files come lowest first, so that only a list that is below the limit to its end can hide more.
  if (unseen === 0 || below.length < files.length) return findings;
  const title = `${metric}: ${unseen} more files may be below ${least} %`;
  return [...findings, { id: `${metric}:more-files`, title, value: unseen, better: 'lower' }];
}

function otherNumbers(rules: readonly Rule[], { totals, files, ignored }: Evidence): Measured[] {
  const limited = new Set(rules.filter(({ of }) => of === 'all').map(({ metric }) => metric));
  const rest = metrics.flatMap((metric): Measured[] => {
    const count = totals[metric];
    const isShown = !limited.has(metric) && count !== undefined && count.total > 0;
    return isShown ? [{ metric, value: shownPercent(count), unit: '%' }] : [];
  });
  return [...rest, { metric: 'files', value: files }, ...(ignored > 0 ? [{ metric: 'files ignored', value: ignored }] : [])];
}

function summaryOf(measured: readonly Measured[], { files, ignored }: Evidence): string {
  const limited = measured.filter(({ limit }) => limit !== undefined);
  const numbers = limited.map(({ metric, value, limit }) => `${metric} ${Number(value).toFixed(2)} % (${limit})`);
  return `${numbers.join(', ')} in ${filesText(files)}${ignored > 0 ? `, ${ignored} ignored` : ''}`;
}

function filesText(files: number): string {
  return files === 1 ? '1 file' : `${files} files`;
}

function remedyFor(rules: readonly Rule[], seen: Evidence): string {
  const worst = rules.find((rule) => findingsOf(rule, seen).length > 0);
  const files = worst === undefined ? [] : (seen.lowest[worst.metric]?.files ?? []);
  const named = files.filter((file) => file.covered < file.total).map((file) => `${file.path} (${say(file)})`);
  return `Test what is least covered first: ${named.slice(0, 3).join(', ')}.`;
}

function notCounted(blind: readonly Rule[], { reports, files }: Evidence): Judgement {
  const names = [...new Set(blind.map(({ metric }) => metric))].join(' and ');
  const formats = [...new Set(reports.map(({ format }) => format))].join(' and ');
  const summary = `nothing that could be covered is counted for ${names}, in ${filesText(files)} of ${formats}`;
  return cannotTell(summary, `Let the coverage tool count ${names}, or set a limit for what it counts.`);
}

/** What the reader doubted, and what no reader of ours would have written. */
function doubtsOf(seen: Evidence): string[] {
  const { doubts, totals, lowest, reports } = seen;
  const empty = reports.length === 0 ? ['no report was read'] : [];
  const counts = metrics.flatMap((metric) => [totals[metric] ?? [], lowest[metric]?.files ?? []].flat());
  const impossible = counts.filter(({ covered, total }) => covered > total);
  const said = impossible.map(({ covered, total }) => `${covered} of ${total} are covered`);
  return [...doubts, ...empty, ...said, ...metrics.flatMap((metric) => disagreements(metric, seen))];
}

/** Evidence may have been written by anybody: totals, and the files they are made of, must agree. */
function disagreements(metric: Metric, { totals, lowest, files }: Evidence): string[] {
  const total = totals[metric];
  const kept = lowest[metric];
  if (total === undefined || total.total === 0) return [];
  if (kept === undefined) return [`${metric} has a total and no files`];
  const sum = kept.files.reduce((all, file) => ({ covered: all.covered + file.covered, total: all.total + file.total }), {
    covered: 0,
    total: 0,
  });
  const isWhole = kept.files.length === kept.of;
  const fits = isWhole
    ? sum.covered === total.covered && sum.total === total.total
    : sum.covered <= total.covered && sum.total <= total.total;
  const inOrder = kept.files.every((file, at) => at === 0 || rises(kept.files[at - 1], file));
  return [
    ...(fits ? [] : [`the files do not make the total of ${metric}`]),
    ...(kept.of > files || kept.files.length > kept.of ? [`${metric} is counted in more files than were read`] : []),
    ...(new Set(kept.files.map(({ path }) => path)).size < kept.files.length ? [`a file is counted twice for ${metric}`] : []),
    ...(inOrder ? [] : [`the files of ${metric} are not in order`]),
  ];
}

function rises(before: Count | undefined, after: Count): boolean {
  return before === undefined || before.covered * after.total <= after.covered * before.total;
}

function doubted(doubts: readonly string[]): Judgement {
  const more = doubts.length > 1 ? ` (and ${doubts.length - 1} more such)` : '';
  const remedy = 'Let the coverage tool write the reports again, unedited; several runs are best merged by the tool itself.';
  return cannotTell(`the reports contradict themselves: ${doubts[0]}${more}`, remedy);
}

interface Count {
  readonly covered: number;
  readonly total: number;
}

/** Whole numbers on both sides: 79.999 % is not 80 %, and no rounding makes it so. */
function reaches({ covered, total }: Count, least: number): boolean {
  const millionths = Math.ceil(least * 1_000_000 - 0.001);
  return BigInt(covered) * 100_000_000n >= BigInt(millionths) * BigInt(total);
}

/** Rounded down, so that what is shown never reaches a limit that is missed. */
function shownPercent({ covered, total }: Count): number {
  return Number((BigInt(covered) * 10_000n) / BigInt(total)) / 100;
}

function say(count: Count): string {
  return `${shownPercent(count).toFixed(2)} % (${count.covered} of ${count.total})`;
}
