import { type CoverageEvidence, type Metric, metrics } from './shape.ts';

/** What the reader doubted, and what no reader of ours would have written. */
export function doubtsOf(seen: CoverageEvidence): string[] {
  const { doubts, totals, lowest, reports, base, changed, groups = {} } = seen;
  const empty = reports.length === 0 ? ['no report was read'] : [];
  const counts = metrics.flatMap((metric) =>
    [totals[metric] ?? [], lowest[metric]?.files ?? [], base?.totals[metric] ?? []].flat(),
  );
  const inGroups = Object.values(groups).flatMap((group) => metrics.flatMap((metric) => group[metric] ?? []));
  const impossible = [...counts, ...inGroups, ...(changed === undefined ? [] : [changed.lines])].filter(
    ({ covered, total }) => covered > total,
  );
  return [
    ...doubts,
    ...(base?.doubts ?? []).map((doubt) => `of the base: ${doubt}`),
    ...empty,
    ...impossible.map(({ covered, total }) => `${covered} of ${total} are covered`),
    ...metrics.flatMap((metric) => disagreements(metric, seen)),
    ...metrics.flatMap((metric) => tooMuchInGroups(metric, seen)),
    ...unknownFiles(seen),
  ];
}

/** Where paths do not fit, parts, changes and what is absent would be of other files. */
function unknownFiles({ strangers, files, ignored, groups, absent, changed }: CoverageEvidence): string[] {
  const all = files + ignored;
  const isNeeded = groups !== undefined || absent !== undefined || changed !== undefined;
  if (strangers === undefined || !isNeeded || strangers.of * 2 <= all) return [];
  return [`${strangers.of} of ${all} files in the reports are not here, such as ${strangers.paths[0]}`];
}

/** Evidence may have been written by anybody: totals, and the files they are made of, must agree. */
function disagreements(metric: Metric, { totals, lowest, files, absent }: CoverageEvidence): string[] {
  const total = totals[metric];
  const kept = lowest[metric];
  const more = metric === 'lines' || metric === 'statements' ? (absent?.lines ?? 0) : 0;
  if (total === undefined || total.total === more) return [];
  if (kept === undefined) return [`${metric} has a total and no files`];
  const sum = kept.files.reduce((all, file) => ({ covered: all.covered + file.covered, total: all.total + file.total }), {
    covered: 0,
    total: more,
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

interface Count {
  readonly covered: number;
  readonly total: number;
}

function rises(before: Count | undefined, after: Count): boolean {
  return before === undefined || before.covered * after.total <= after.covered * before.total;
}

function tooMuchInGroups(metric: Metric, { totals, groups = {} }: CoverageEvidence): string[] {
  const all = totals[metric] ?? { covered: 0, total: 0 };
  const beyond = Object.entries(groups).filter(([, group]) => (group[metric]?.covered ?? 0) > all.covered);
  return beyond.map(([name]) => `${name} has more ${metric} that are covered than there are`);
}
