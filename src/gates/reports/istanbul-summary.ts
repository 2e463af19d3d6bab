import { type Count, type Counts, type CoveredFile, type Metric, metrics, percentOf, sumOf } from './coverage-count.ts';
import { type Doubts, newDoubts } from './doubts.ts';
import { readJson } from './json.ts';
import { as, type Key } from './json-shape.ts';
import { type Source, wrong } from './source.ts';

/** `coverage-summary.json`, as istanbul, nyc, c8, jest and vitest write it. */
export interface IstanbulSummary {
  readonly total: StatedCounts;
  readonly files: readonly CoveredFile[];
  readonly doubts: readonly string[];
}

type StatedCounts = { readonly [M in Metric]?: StatedCount };

interface StatedCount extends Count {
  /** As the file states it; nothing when it states none. */
  readonly pct: number | null;
}

const totalKey = 'total';

/** Reads every file's counts and the total, and believes the total only if the files add up to it. */
export async function readIstanbulSummary(source: Source): Promise<IstanbulSummary> {
  const doubts = newDoubts();
  const files: CoveredFile[] = [];
  let total: StatedCounts | undefined;
  const onEntry = (value: unknown, key: Key) => {
    const where = { source, key: String(key) };
    const stated = countsOf(value, where);
    for (const metric of metrics) checkCount(stated[metric], `${where.key}: ${metric}`, doubts);
    if (key === totalKey) total = stated;
    else files.push({ path: where.key, counts: believable(stated) });
  };
  await readJson(source, as.map(as.each(as.whole, onEntry)));
  if (total === undefined) throw shape({ source, key: '' }, `there is no "${totalKey}"`);
  for (const metric of metrics) checkTotal(metric, total[metric], { source, files, doubts });
  return { total, files, doubts: doubts.list() };
}

/** The totals as the file states them. */
export function summaryFacts({ total, files }: IstanbulSummary) {
  const stated = metrics.flatMap((metric) => {
    const count = total[metric];
    if (count === undefined) return [];
    const pct = count.total === 0 ? null : (count.pct ?? percentOf(count));
    return [[metric, { total: count.total, covered: count.covered, pct }] as const];
  });
  return { shape: 'summary', files: files.length, ...Object.fromEntries(stated) };
}

interface Where {
  readonly source: Source;
  readonly key: string;
}

function countsOf(entry: unknown, where: Where): StatedCounts {
  if (typeof entry !== 'object' || entry === null) throw shape(where, 'it is no set of counts');
  const counts = metrics.flatMap((metric) => {
    const count: unknown = Object.hasOwn(entry, metric) ? Reflect.get(entry, metric) : undefined;
    return count === undefined ? [] : [[metric, countOf(count, { ...where, key: `${where.key}.${metric}` })] as const];
  });
  if (counts.length === 0) throw shape(where, `it has none of ${metrics.join(', ')}`);
  return Object.fromEntries(counts);
}

function countOf(count: unknown, where: Where): StatedCount {
  if (typeof count !== 'object' || count === null) throw shape(where, 'it is no count');
  const total = 'total' in count ? count.total : undefined;
  const covered = 'covered' in count ? count.covered : undefined;
  const pct = 'pct' in count ? count.pct : undefined;
  if (!isAmount(total) || !isAmount(covered)) throw shape(where, 'total and covered must be numbers of 0 or more');
  if (pct !== undefined && pct !== 'Unknown' && !isAmount(pct)) throw shape(where, 'pct must be a number or "Unknown"');
  return { total, covered, pct: typeof pct === 'number' ? pct : null };
}

function isAmount(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= Number.MAX_SAFE_INTEGER;
}

/** Tools write whole numbers and the percentage that they make; people who write a summary by hand often do not. */
function checkCount(count: StatedCount | undefined, name: string, doubts: Doubts): void {
  if (count === undefined) return;
  const { total, covered, pct } = count;
  if (!Number.isInteger(total) || !Number.isInteger(covered))
    doubts.add(`${name} counts ${covered} of ${total}, which is no whole number`);
  if (covered > total) doubts.add(`${name} covers ${covered} of only ${total}`);
  else if (pct !== null && total > 0 && Math.abs(pct - (covered / total) * 100) > 0.0101) {
    doubts.add(`${name} says ${pct} %, but ${covered} of ${total} is ${percentOf(count)} %`);
  }
}

function checkTotal(
  metric: Metric,
  count: StatedCount | undefined,
  { source, files, doubts }: { readonly source: Source; readonly files: readonly CoveredFile[]; readonly doubts: Doubts },
): void {
  const { total = 0, covered = 0 } = sumOf(files)[metric] ?? {};
  if (count === undefined) {
    if (total > 0) doubts.add(`the files count ${metric}, the total does not`);
    return;
  }
  if (count.covered > count.total) {
    throw shape({ source, key: `${totalKey}.${metric}` }, `it covers ${count.covered} of only ${count.total}`);
  }
  if (count.total !== total || count.covered !== covered) {
    doubts.add(`the total of ${metric} is ${count.covered} of ${count.total}, but its files make ${covered} of ${total}`);
  }
}

/** What a doubt is noted about must not break sums and shares. */
function believable(stated: StatedCounts): Counts {
  const counts = metrics.flatMap((metric) => {
    const count = stated[metric];
    if (count === undefined) return [];
    const total = Math.ceil(count.total);
    return [[metric, { total, covered: Math.min(total, Math.floor(count.covered)) }] as const];
  });
  return Object.fromEntries(counts);
}

function shape({ source, key }: Where, message: string) {
  return wrong(source.name, {
    code: 'istanbul.shape',
    message: `This is not what istanbul writes as coverage-summary.json: ${message}.`,
    remedy: 'Let the coverage tool write it with its json-summary reporter.',
    path: key,
  });
}
