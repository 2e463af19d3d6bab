import { cannotTell, type Finding, type Judgement, type Measured, type Reached } from '../engine/contract.ts';
import { type ScanEvidence, type ScannedAdvisory, type Severity, severities } from './evidence.ts';
import { ignoreFlaw, ignoring } from './ignores.ts';
import type { ScanLimits } from './limits.ts';

const dayMs = 86_400_000;
const mostFindings = 500;
const levels = ['critical', 'high', 'medium', 'low'] as const;

/** One number that is limited: how many there are of some severities. */
interface Rule {
  readonly name: string;
  readonly of: readonly Severity[];
  readonly most: number;
}

/** What counts, and what does not and why. */
interface Sorted {
  readonly counted: readonly ScannedAdvisory[];
  readonly aside: ReadonlyMap<string, number>;
  readonly suppressed: readonly ScannedAdvisory[];
  readonly ignores: readonly Measured[];
}

/** The limits are held against the whole report: what a tool's own exit says is never asked. */
export function judgeScan(seen: ScanEvidence, limits: ScanLimits, reached: Reached): Judgement {
  const doubt = doubtOf(seen, limits, reached);
  if (doubt !== undefined) return doubt;
  const sorted = sort(seen, limits, reached);
  const rules = rulesOf(limits);
  const broken = rules.filter((rule) => countOf(rule, sorted, seen) > rule.most);
  const tooSuppressed = limits.suppressed !== undefined && sorted.suppressed.length + seen.moreSuppressed > limits.suppressed;
  const measured = [...measuredBy(rules, sorted, seen), ...otherNumbers(sorted, limits, seen), ...sorted.ignores];
  const summary = summaryOf(rules, sorted, seen);
  const findings = [...findingsOf(broken, sorted, seen), ...(tooSuppressed ? suppressedFindings(sorted, seen) : [])];
  if (findings.length === 0) return { result: 'pass', summary, measured, findings };
  return { result: 'fail', summary, measured, findings, remedy: remedyFor(broken, sorted) };
}

function doubtOf({ doubts, reports }: ScanEvidence, limits: ScanLimits, reached: Reached): Judgement | undefined {
  const { ignore = [], only } = limits;
  if (reports.length === 0) return cannotTell('no report was read', 'Run the scanner, and name its report.');
  if (levels.every((level) => limits[level] === undefined) && limits.total === undefined) {
    return cannotTell('no limit says how many are too many', 'Set one of critical, high, medium, low and total.');
  }
  const [first] = doubts;
  if (first !== undefined) {
    const more = doubts.length > 1 ? ` (and ${doubts.length - 1} more such)` : '';
    return cannotTell(`the reports cannot be believed: ${first}${more}`, 'Run the scanner again, and keep its report unedited.');
  }
  const hidden = leftOut(reports, limits);
  if (hidden !== undefined) return hidden;
  const flaw = ignore.map((each) => ignoreFlaw(each, reached)).find((each) => each !== undefined);
  if (flaw !== undefined)
    return cannotTell(flaw, 'Correct the ignore in the policy: reason, owner and a last day within a year.');
  const idle = reports.find(({ packages }) => packages === 0);
  if (idle === undefined) return undefined;
  const remedy = 'Let the scanner run where the dependencies are installed or locked.';
  return cannotTell(
    `${idle.path} says that no package was looked at${only === undefined ? '' : ', so nothing can be new'}`,
    remedy,
  );
}

/** A report that leaves out what a limit is about cannot show that it is kept. */
function leftOut(reports: ScanEvidence['reports'], limits: ScanLimits): Judgement | undefined {
  const lowest = limits.total === undefined ? levels.findLast((level) => limits[level] !== undefined) : 'none';
  for (const { path, least } of reports) {
    if (least === undefined || lowest === undefined || severities.indexOf(lowest) <= severities.indexOf(least)) continue;
    return cannotTell(
      `${path} leaves out what is below ${least}, and a limit is set for that`,
      'Let the scanner report every severity: the limits here say how many are too many.',
    );
  }
  return undefined;
}

/** A limit for one severity holds for all that is worse. */
function rulesOf(limits: ScanLimits): Rule[] {
  const rules = levels.flatMap((level, at): Rule[] => {
    const most = limits[level];
    const name = at === 0 ? level : `${level} or worse`;
    return most === undefined ? [] : [{ name, of: severities.slice(0, at + 1), most }];
  });
  const total: Rule[] = limits.total === undefined ? [] : [{ name: 'in total', of: severities, most: limits.total }];
  return [...rules, ...total, { name: 'of unknown severity', of: ['unknown'], most: limits.unknown ?? 0 }];
}

function sort({ advisories }: ScanEvidence, limits: ScanLimits, reached: Reached): Sorted {
  const ignores = ignoring(limits.ignore ?? [], reached);
  const counts = new Set(limits.count ?? ['vulnerability', 'secret']);
  const counted: ScannedAdvisory[] = [];
  const suppressed: ScannedAdvisory[] = [];
  const aside = new Map<string, number>();
  for (const advisory of advisories) {
    if (advisory.suppressed !== undefined) {
      suppressed.push(advisory);
      continue;
    }
    const why = counts.has(advisory.weakness)
      ? asideBecause(advisory, limits, reached)
      : `${advisory.weakness}, which does not count here`;
    const ignored = ignores.of(advisory);
    const because = why ?? (ignored === undefined ? undefined : `ignored by ${ignored.owner}`);
    if (because === undefined) counted.push(advisory);
    else aside.set(because, (aside.get(because) ?? 0) + 1);
  }
  return { counted, aside, suppressed, ignores: ignores.shown() };
}

/** Only what is known to be harmless for this policy is put aside: what is unknown counts. */
function asideBecause(
  advisory: ScannedAdvisory,
  { scope, passOver = [], only, grace = {} }: ScanLimits,
  reached: Reached,
): string | undefined {
  const { severity, published } = advisory;
  if (scope === 'prod' && advisory.scope === 'dev') return 'only for development';
  if (passOver.includes(advisory.fix)) return `without a fix (${advisory.fix})`;
  if (only === 'new' && advisory.inBase === true) return 'in the base report as well';
  const days = grace[severity];
  if (days === undefined || published === undefined) return undefined;
  const then = Date.parse(published);
  if (Number.isNaN(then) || !reached(new Date(then).toISOString())) return undefined;
  return reached(new Date(then + days * dayMs).toISOString()) ? undefined : `younger than ${days} days`;
}

function countOf({ of }: Rule, { counted }: Sorted, { more }: ScanEvidence): number {
  const unseen = of.reduce((sum, severity) => sum + more[severity], 0);
  return counted.filter(({ severity }) => of.includes(severity)).length + unseen;
}

function measuredBy(rules: readonly Rule[], sorted: Sorted, seen: ScanEvidence): Measured[] {
  return rules.map((rule) => {
    const value = countOf(rule, sorted, seen);
    return { metric: rule.name, value, limit: `at most ${rule.most}`, ok: value <= rule.most };
  });
}

function otherNumbers({ aside, suppressed }: Sorted, { suppressed: most }: ScanLimits, seen: ScanEvidence): Measured[] {
  const count = suppressed.length + seen.moreSuppressed;
  const limit = most === undefined ? {} : { limit: `at most ${most}`, ok: count <= most };
  const shown = count === 0 && most === undefined ? [] : [{ metric: 'suppressed in the tool', value: count, ...limit }];
  const skipped = seen.reports.reduce((sum, report) => sum + (report.skipped ?? 0), 0);
  const unseen = skipped === 0 ? [] : [{ metric: 'packages that could not be looked at', value: skipped }];
  return [...shown, ...unseen, ...[...aside].map(([why, value]) => ({ metric: `put aside: ${why}`, value }))];
}

function findingsOf(broken: readonly Rule[], { counted }: Sorted, { more }: ScanEvidence): Finding[] {
  const of = new Set(broken.flatMap((rule) => rule.of));
  const all = counted.filter(({ severity }) => of.has(severity));
  const findings = all.slice(0, mostFindings).map(findingOf);
  const unseen = [...of].reduce((sum, severity) => sum + more[severity], 0) + Math.max(0, all.length - mostFindings);
  if (unseen === 0) return findings;
  return [...findings, { id: 'more', title: `${unseen} more that are not listed here`, value: unseen, better: 'lower' }];
}

function findingOf(advisory: ScannedAdvisory): Finding {
  const { severity, url, weakness } = advisory;
  const where = weakness === 'vulnerability' ? {} : { file: advisory.package };
  return { id: keyOf(advisory), title: say(advisory), severity, ...(url !== undefined && { url }), ...where };
}

/** The same thing has the same name in the next report, so that a waiver can cover it. */
function keyOf({ ids, package: name, weakness, versions }: ScannedAdvisory): string {
  const place = weakness === 'vulnerability' ? [] : versions;
  return [ids[0], name, ...place].filter((part) => part !== undefined && part !== '').join('|');
}

function say({ ids, package: name, versions, title, fixedIn, fix }: ScannedAdvisory): string {
  const what = [name, ...versions.slice(0, 3)].filter((part) => part !== '').join(' ');
  const mend = fixedIn !== undefined ? `, fixed in ${fixedIn}` : fix === 'available' || fix === 'major' ? ', a fix is there' : '';
  return `${what}: ${title === undefined ? '' : `${title} `}(${ids[0]})${mend}`;
}

function suppressedFindings({ suppressed }: Sorted, { moreSuppressed }: ScanEvidence): Finding[] {
  const listed = suppressed.slice(0, mostFindings).map((advisory) => ({
    id: `suppressed|${keyOf(advisory)}`,
    title: `suppressed (${advisory.suppressed}): ${say(advisory)}`,
    severity: advisory.severity,
  }));
  const rest = moreSuppressed + suppressed.length - listed.length;
  return rest === 0
    ? listed
    : [...listed, { id: 'suppressed|more', title: `${rest} more that are suppressed`, value: rest, better: 'lower' }];
}

function summaryOf(rules: readonly Rule[], sorted: Sorted, seen: ScanEvidence): string {
  const stated = rules.filter(
    ({ name, most }) => name !== 'of unknown severity' || most > 0 || countOf({ name, of: ['unknown'], most }, sorted, seen) > 0,
  );
  const counts = stated.map((rule) => `${countOf(rule, sorted, seen)} ${rule.name} (at most ${rule.most})`);
  const aside = [...sorted.aside.values()].reduce((sum, count) => sum + count, 0);
  const rest = [
    ...(aside > 0 ? [`${aside} put aside`] : []),
    ...(sorted.suppressed.length > 0 ? [`${sorted.suppressed.length} suppressed`] : []),
  ];
  const packages = seen.reports.flatMap(({ packages: count }) => count ?? []);
  const looked = packages.length === 0 ? '' : ` in ${packages.reduce((sum, count) => sum + count, 0)} packages`;
  return `${[...(counts.length > 0 ? counts : ['nothing']), ...rest].join(', ')}${looked}`;
}

function remedyFor(broken: readonly Rule[], { counted }: Sorted): string {
  const of = new Set(broken.flatMap((rule) => rule.of));
  const all = counted.filter(({ severity }) => of.has(severity));
  const mendable = all.filter(({ fix }) => fix === 'available' || fix === 'major');
  const named = (mendable.length > 0 ? mendable : all).slice(0, 3).map((each) => `${each.package} (${each.ids[0]})`);
  if (named.length === 0) return 'See why so much is suppressed, and mend it.';
  if (mendable.length > 0) return `Update first what has a fix: ${named.join(', ')}.`;
  return `There is no fix yet for ${named.join(', ')}: replace it, or let somebody who may ignore it with a reason and a last day.`;
}
