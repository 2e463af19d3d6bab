import { cannotTell, defineGate, type Finding, type Judgement, type Measured, workspaceOf } from './engine/contract.ts';
import { type Static, s } from './engine/schema.ts';

const amount = () => s.integer({ minimum: 0 });
const globs = (description: string) =>
  s.union([s.text({ minLength: 1 }), s.array(s.text({ minLength: 1 }), { minItems: 1 })], { description });
const most = (description: string) => s.optional(s.integer({ minimum: 0, tightens: 'lower', description }));

const source = s.object(
  {
    files: globs('Paths or globs of the reports, each of which must match. Several are taken together.'),
    format: s.optional(
      s.oneOf(['junit', 'trx', 'nunit', 'xunit', 'tap', 'test-json'], {
        description:
          'What the reports must be; by their content when absent. `test-json` is what CTRF, Jest, Vitest, Mocha and `go test` write.',
      }),
    ),
    suites: s.optional(
      s.record(
        s.union([
          s.text({ minLength: 1 }),
          s.array(s.text({ minLength: 1 }), { minItems: 1 }),
          s.object({
            files: s.optional(globs('Reports that are of this suite as a whole.')),
            names: s.optional(
              s.array(s.text({ minLength: 1 }), { description: 'Globs of the suites, classes and files that are of it.' }),
            ),
          }),
        ]),
        { description: 'Parts of the tests by name, such as `unit` or `e2e`: globs of reports, or of names in them.' },
      ),
    ),
  },
  { $id: 'tests.source' },
);

const limits = s.object(
  {
    tests: s.optional(s.integer({ minimum: 1, tightens: 'higher', description: 'At least so many must have run.' })),
    failed: s.optional(s.integer({ minimum: 0, default: 0, tightens: 'lower', description: 'At most so many may fail.' })),
    skipped: most('At most so many may be skipped.'),
    skippedPercent: s.optional(
      s.number({ minimum: 0, maximum: 100, tightens: 'lower', description: 'At most so many of a hundred.' }),
    ),
    flaky: most('At most so many may pass only when they are run again.'),
    seconds: s.optional(s.number({ minimum: 0, tightens: 'lower', description: 'At most so long by their own count.' })),
    suites: s.optional(
      s.record(
        s.object({
          tests: s.integer({ minimum: 1, tightens: 'higher', description: 'At least so many must have run.' }),
          skipped: most('At most so many may be skipped.'),
          flaky: most('At most so many may pass only when they are run again.'),
        }),
        { description: 'Suites that must have run, as `source` names them.' },
      ),
    ),
  },
  { $id: 'tests.limits' },
);

const counts = () =>
  s.object({ tests: amount(), passed: amount(), failed: amount(), errored: amount(), skipped: amount(), flaky: amount() });
const named = () =>
  s.array(s.object({ name: s.text(), suite: s.optional(s.text()), file: s.optional(s.text()), message: s.optional(s.text()) }));

const evidence = s.object(
  {
    reports: s.array(s.object({ path: s.text(), format: s.text(), tests: amount() })),
    counts: counts(),
    /** Failures that no test shows, and skipped tests that are only stated. */
    unseen: amount(),
    unseenSkipped: amount(),
    /** Listed tests that the numbers of the reports do not have. */
    uncounted: amount(),
    seconds: s.number({ minimum: 0 }),
    suites: s.record(counts()),
    failures: named(),
    flaky: named(),
    doubts: s.array(s.text()),
  },
  { $id: 'tests.evidence' },
);

type Limits = Static<typeof limits>;
type Evidence = Static<typeof evidence>;
type Counts = Evidence['counts'];

export const tests = defineGate({
  id: 'tests',
  title: 'Tests',
  about:
    'Reads the reports of the tests of this run (JUnit in its dialects, TRX, NUnit, xUnit, TAP, CTRF, and what Jest, Vitest, Mocha and go ' +
    'test write), counts the tests itself, and takes what the reports state where that is worse. It proves that these tests ran and ' +
    'passed, not that they look at what matters; named suites must have run, and tests that did not run prove nothing.',
  needs: ['workspace'],
  keeps: 'commit',
  source,
  limits,
  evidence,

  async collect(wanted, context) {
    const { collectTests } = await import('./reports/tests.ts');
    return collectTests(wanted, { workspace: workspaceOf(context), signal: context.signal });
  },

  judge(seen, asked) {
    const doubts = doubtsOf(seen);
    if (doubts.length > 0) return doubted(doubts);
    const rules = [
      ...rulesOf(asked, seen),
      ...Object.entries(asked.suites ?? {}).flatMap(([name, of]) => suiteRules(name, of, seen)),
    ];
    const broken = rules.filter((each) => !isKept(each));
    const failures = failuresOf(seen, asked);
    const findings = [...failures, ...broken.map(findingOf)];
    const missing = Object.keys(asked.suites ?? {}).filter((name) => ran(countsOf(name, seen)) === 0);
    if (missing.length > 0 && failures.length === 0) return notRun(missing, seen);
    const measured = [...measuredOf(seen, asked), ...rules.map(measure)];
    if (findings.length === 0) return { result: 'pass', summary: summaryOf(seen), measured, findings };
    return { result: 'fail', summary: summaryOf(seen), measured, findings, remedy: remedyFor(findings, seen) };
  },
});

/** One number that is asked for, and what it is. */
interface Rule {
  readonly id: string;
  readonly what: string;
  readonly value: number;
  readonly limit: number;
  readonly better: 'higher' | 'lower';
  readonly unit?: string;
}

/** What ran: what is skipped did not, and what only the list has may be a part of another test. */
function ran({ tests: all, skipped }: Counts): number {
  return all - skipped;
}

function rulesOf(asked: Limits, seen: Evidence): Rule[] {
  const { counts: all, unseenSkipped, uncounted, seconds } = seen;
  const skipped = all.skipped + unseenSkipped;
  const share = all.tests === 0 ? 100 : Math.ceil((skipped / all.tests) * 10_000) / 100;
  return [
    ...rule(asked.tests, { id: 'tests', what: 'tests that ran', value: Math.max(0, ran(all) - uncounted), better: 'higher' }),
    ...rule(asked.skipped, { id: 'skipped', what: 'skipped tests', value: skipped, better: 'lower' }),
    ...rule(asked.skippedPercent, { id: 'skipped-percent', what: 'skipped tests', value: share, better: 'lower', unit: '%' }),
    ...rule(asked.flaky, { id: 'flaky', what: 'flaky tests', value: all.flaky, better: 'lower' }),
    ...rule(asked.seconds, { id: 'seconds', what: 'time', value: seconds, better: 'lower', unit: 's' }),
  ];
}

function suiteRules(name: string, asked: NonNullable<Limits['suites']>[string], seen: Evidence): Rule[] {
  const all = countsOf(name, seen);
  return [
    ...rule(asked.tests, { id: `${name}:tests`, what: `tests of ${name} that ran`, value: ran(all), better: 'higher' }),
    ...rule(asked.skipped, { id: `${name}:skipped`, what: `skipped tests of ${name}`, value: all.skipped, better: 'lower' }),
    ...rule(asked.flaky, { id: `${name}:flaky`, what: `flaky tests of ${name}`, value: all.flaky, better: 'lower' }),
  ];
}

function rule(limit: number | undefined, of: Omit<Rule, 'limit'>): Rule[] {
  return limit === undefined ? [] : [{ ...of, limit }];
}

function countsOf(name: string, { suites }: Evidence): Counts {
  const none = { tests: 0, passed: 0, failed: 0, errored: 0, skipped: 0, flaky: 0 };
  return Object.hasOwn(suites, name) ? (suites[name] ?? none) : none;
}

function isKept({ value, limit, better }: Rule): boolean {
  return better === 'higher' ? value >= limit : value <= limit;
}

function wordsFor({ limit, better, unit }: Rule): string {
  return `at ${better === 'higher' ? 'least' : 'most'} ${limit}${unit === undefined ? '' : ` ${unit}`}`;
}

function measure(one: Rule): Measured {
  const { what, value, unit } = one;
  return { metric: what, value, ...(unit !== undefined && { unit }), limit: wordsFor(one), ok: isKept(one) };
}

function findingOf(one: Rule): Finding {
  const { id, what, value, unit, better } = one;
  return { id, title: `${what}: ${value}${unit === undefined ? '' : ` ${unit}`}, ${wordsFor(one)}`, value, better };
}

function bad({ counts: all, unseen }: Evidence): number {
  return all.failed + all.errored + unseen;
}

function failuresOf(seen: Evidence, { failed = 0 }: Limits): Finding[] {
  const all = bad(seen);
  if (all <= failed) return [];
  const ids = new Map<string, number>();
  const listed = seen.failures.map(({ name, suite, file, message }): Finding => {
    const whole = [suite, name].filter((part) => part !== undefined).join(' > ');
    const id = `test:${file === undefined ? '' : `${file}:`}${whole}`;
    const nth = (ids.get(id) ?? 0) + 1;
    ids.set(id, nth);
    const title = message === undefined ? whole : `${whole}: ${message}`;
    return { id: nth === 1 ? id : `${id}#${nth}`, title, ...(file !== undefined && { file }) };
  });
  const unseen = all - listed.length;
  if (unseen <= 0) return listed;
  return [...listed, { id: 'more-failures', title: `${unseen} more failures`, value: unseen, better: 'lower' }];
}

function measuredOf(seen: Evidence, { failed = 0 }: Limits): Measured[] {
  const { tests: all, passed, skipped, flaky } = seen.counts;
  return [
    { metric: 'failed', value: bad(seen), limit: `at most ${failed}`, ok: bad(seen) <= failed },
    { metric: 'tests', value: all },
    { metric: 'passed', value: passed },
    { metric: 'skipped', value: skipped + seen.unseenSkipped },
    { metric: 'flaky', value: flaky },
  ];
}

function summaryOf(seen: Evidence): string {
  const { tests: all, passed, skipped, flaky } = seen.counts;
  const parts = [
    `${passed} of ${all === 1 ? '1 test' : `${all} tests`} passed`,
    ...(bad(seen) > 0 ? [`${bad(seen)} failed`] : []),
    ...(skipped + seen.unseenSkipped > 0 ? [`${skipped + seen.unseenSkipped} skipped`] : []),
    ...(flaky > 0 ? [`${flaky} only when they were run again`] : []),
  ];
  return parts.join(', ');
}

function remedyFor(findings: readonly Finding[], { flaky }: Evidence): string {
  const [first] = findings;
  if (first?.id.startsWith('test:') === true || first?.id === 'more-failures') return `Mend what fails first: ${first.title}.`;
  if (first?.id.endsWith('flaky') === true)
    return `Mend the tests that do not always pass: ${flaky
      .map(({ name }) => name)
      .slice(0, 3)
      .join(', ')}.`;
  return `Let more of the tests run: ${first?.title}.`;
}

function notRun(missing: readonly string[], { suites }: Evidence): Judgement {
  const strange = missing.filter((name) => !Object.hasOwn(suites, name));
  const summary = `no test of ${missing.join(' and ')} ran`;
  if (strange.length === 0) return cannotTell(summary, `Let ${missing.join(' and ')} run for this commit, and write a report.`);
  return cannotTell(summary, `Say under gates.tests.source.suites which reports or names ${strange.join(' and ')} has.`);
}

/** What the reader doubted, and what no reader of ours would have written. */
function doubtsOf(seen: Evidence): string[] {
  const { doubts, reports, counts: all, suites, failures } = seen;
  const sets = [['the reports', all] as const, ...Object.entries(suites)];
  const sums = sets.filter(
    ([, each]) => each.passed + each.failed + each.errored + each.skipped !== each.tests || each.flaky > each.passed,
  );
  const listed = reports.reduce((sum, report) => sum + report.tests, 0);
  return [
    ...doubts,
    ...(reports.length === 0 ? ['no report was read'] : []),
    ...(all.tests === 0 ? ['no test is reported'] : []),
    ...(all.tests > 0 && ran(all) === 0 ? ['every test was skipped'] : []),
    ...(listed === all.tests ? [] : ['the reports do not make the number of tests']),
    ...sums.map(([name]) => `the numbers of ${name} do not add up`),
    ...(failures.length > bad(seen) ? ['more failures are listed than counted'] : []),
  ];
}

function doubted(doubts: readonly string[]): Judgement {
  const more = doubts.length > 1 ? ` (and ${doubts.length - 1} more such)` : '';
  return cannotTell(
    `the reports prove nothing: ${doubts[0]}${more}`,
    'See in the log what the tests did, and let them write their reports again.',
  );
}
