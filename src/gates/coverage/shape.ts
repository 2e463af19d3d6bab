import { type Static, s } from '../engine/schema.ts';

export const metrics = ['lines', 'statements', 'branches', 'functions'] as const;
export type Metric = (typeof metrics)[number];

const percentage = () => s.optional(s.number({ minimum: 0, maximum: 100, tightens: 'higher' }));
const percentages = () => ({ lines: percentage(), statements: percentage(), branches: percentage(), functions: percentage() });
const points = () => s.optional(s.number({ minimum: 0, maximum: 100, tightens: 'lower' }));

const amount = () => s.integer({ minimum: 0 });
const share = () => s.object({ covered: amount(), total: amount() });
const totals = () =>
  s.object({
    lines: s.optional(share()),
    statements: s.optional(share()),
    branches: s.optional(share()),
    functions: s.optional(share()),
  });
const lowestFiles = () =>
  s.object({
    /** All files that count this metric; `files` is shorter when there are too many to keep. */
    of: amount(),
    files: s.array(s.object({ path: s.text(), covered: amount(), total: amount() })),
  });
const reports = () => s.array(s.object({ path: s.text(), format: s.text() }));

const globs = (description: string) =>
  s.union([s.text({ minLength: 1 }), s.array(s.text({ minLength: 1 }), { minItems: 1 })], { description });
const globList = (description: string) => s.array(s.text({ minLength: 1 }), { minItems: 1, description });

export const coverageSource = s.object(
  {
    files: globs('Paths or globs of the reports, each of which must match. Several reports are merged.'),
    format: s.optional(
      s.oneOf(['lcov', 'istanbul', 'cobertura', 'clover', 'jacoco', 'gocover', 'coverage-py', 'simplecov'], {
        description: 'What the reports must be; by their content when absent.',
      }),
    ),
    ignore: s.optional(s.array(s.text({ minLength: 1 }), { description: 'Globs of source files that do not count.' })),
    strip: s.optional(
      globList(
        'Beginnings of paths in the reports that are cut off, where files of another machine are not found by themselves.',
      ),
    ),
    sources: s.optional(globList('Globs of all source files. One that no report names counts as not covered.')),
    groups: s.optional(
      s.record(globList('Globs of the source files of this part.'), { description: 'Parts of the source by name.' }),
    ),
    base: s.optional(globs('Reports of what this is compared with, such as an artifact of the base branch.')),
    since: s.optional(
      s.text({
        minLength: 1,
        pattern: '^[A-Za-z0-9_][A-Za-z0-9_./@{}^~-]*$',
        description: 'A branch, tag or commit, such as `origin/main`: lines that changed since then are counted apart.',
      }),
    ),
  },
  { $id: 'coverage.source' },
);

/** Which percentage is meant is never guessed: in one small real project lines were 78 %, functions 33 %. */
export const coverageLimits = s.object(
  {
    ...percentages(),
    files: s.optional(s.object(percentages(), { minProperties: 1, description: 'What every single file must reach.' })),
    groups: s.optional(
      s.record(s.object(percentages(), { minProperties: 1 }), { description: 'What the parts must reach that `source` names.' }),
    ),
    changed: s.optional(
      s.object(
        { lines: s.number({ minimum: 0, maximum: 100, tightens: 'higher' }) },
        { description: 'What lines must reach that changed. Where no line that counts has changed, it is reached.' },
      ),
    ),
    drop: s.optional(
      s.object(
        { lines: points(), statements: points(), branches: points(), functions: points() },
        { minProperties: 1, description: 'By how many percentage points it may be less than the base.' },
      ),
    ),
    absent: s.optional(s.integer({ minimum: 0, tightens: 'lower', description: 'How many source files may be in no report.' })),
  },
  { $id: 'coverage.limits', minProperties: 1, description: 'At least so many percent.' },
);

/** Numbers and never percentages, so that a changed limit needs no new run. A metric that a report does not count is absent. */
export const coverageEvidence = s.object(
  {
    reports: reports(),
    files: amount(),
    ignored: amount(),
    totals: totals(),
    lowest: s.object({
      lines: s.optional(lowestFiles()),
      statements: s.optional(lowestFiles()),
      branches: s.optional(lowestFiles()),
      functions: s.optional(lowestFiles()),
    }),
    /** Files that the reports name, and that are not there. */
    strangers: s.optional(s.object({ of: amount(), paths: s.array(s.text()) })),
    groups: s.optional(s.record(totals())),
    absent: s.optional(s.object({ files: amount(), lines: amount(), paths: s.array(s.text()) })),
    base: s.optional(s.object({ reports: reports(), totals: totals(), doubts: s.array(s.text()) })),
    changed: s.optional(
      s.object({
        base: s.text(),
        files: amount(),
        unreported: amount(),
        lines: share(),
        uncovered: s.array(s.object({ path: s.text(), missed: amount(), lines: s.text() })),
      }),
    ),
    doubts: s.array(s.text()),
  },
  { $id: 'coverage.evidence' },
);

export type CoverageLimits = Static<typeof coverageLimits>;
export type CoverageEvidence = Static<typeof coverageEvidence>;

export interface Count {
  readonly covered: number;
  readonly total: number;
}

/** Whole numbers on both sides: 79.999 % is not 80 %, and no rounding makes it so. */
export function reaches({ covered, total }: Count, least: number): boolean {
  const millionths = Math.ceil(least * 1_000_000 - 0.001);
  return BigInt(covered) * 100_000_000n >= BigInt(millionths) * BigInt(total);
}

/** Rounded down, so that what is shown never reaches a limit that is missed. */
export function shownPercent({ covered, total }: Count): number {
  return Number((BigInt(covered) * 10_000n) / BigInt(total)) / 100;
}

export function say(count: Count): string {
  return `${shownPercent(count).toFixed(2)} % (${count.covered} of ${count.total})`;
}
