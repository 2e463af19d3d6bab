import type { Intake } from './advisory.ts';
import type { Histogram } from './histogram.ts';
import { as } from './json-shape.ts';

/** What an audit of npm, pnpm or yarn says of the whole. */
export const auditMetadata = as.object({
  vulnerabilities: as.map(as.number),
  /** A number, or since npm 7 one for each kind of dependency. */
  dependencies: as.either(as.number, as.map(as.number)),
  totalDependencies: as.number,
});

/** How many packages were looked at, as far as the totals say. */
export function dependenciesIn(metadata: {
  readonly dependencies?: number | { readonly [kind: string]: number } | undefined;
  readonly totalDependencies?: number | undefined;
}): number | undefined {
  const { dependencies, totalDependencies } = metadata;
  if (totalDependencies !== undefined) return totalDependencies;
  return typeof dependencies === 'object' ? dependencies['total'] : dependencies;
}

/** Totals that count more than the report lists hide something; the other way round the list counts. */
export function doubtTotals(
  totals: { readonly [severity: string]: number },
  listed: Pick<Histogram, 'of' | 'total'>,
  to: Pick<Intake, 'doubt'>,
): void {
  for (const [severity, total] of Object.entries(totals)) {
    if (!Number.isInteger(total) || total < 0)
      to.doubt(`the totals count ${total} of ${severity}, which is no number of findings`);
    else if (severity === 'total' && total > listed.total())
      to.doubt(`the totals count ${total} in all, and ${listed.total()} are listed`);
    else if (severity !== 'total' && total > listed.of(severity))
      to.doubt(`the totals count ${total} of ${severity}, and ${listed.of(severity)} are listed`);
  }
}
