export const metrics = ['lines', 'statements', 'branches', 'functions'] as const;
export type Metric = (typeof metrics)[number];

export interface Count {
  readonly covered: number;
  readonly total: number;
}

/** A metric that is not counted is absent, which is something else than 0 of 0. */
export type Counts = { readonly [M in Metric]?: Count };

export interface CoveredFile {
  readonly path: string;
  readonly counts: Counts;
}

/** Two decimals, as facts are shown; nothing of nothing is no percentage. */
export function percentOf({ covered, total }: Count): number | null {
  return total === 0 ? null : Math.round((covered / total) * 10_000) / 100;
}

/** The sum of each metric over files; a metric that no file counts is absent. */
export function sumOf(files: Iterable<CoveredFile>): Counts {
  const sums = new Map<Metric, { covered: number; total: number }>();
  for (const { counts } of files) {
    for (const metric of metrics) {
      const count = counts[metric];
      if (count === undefined) continue;
      const sum = sums.get(metric) ?? { covered: 0, total: 0 };
      sum.covered += count.covered;
      sum.total += count.total;
      sums.set(metric, sum);
    }
  }
  return Object.fromEntries(sums);
}
