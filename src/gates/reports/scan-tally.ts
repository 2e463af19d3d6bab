import { oneLine } from '../../ground/text.ts';
import { type ScannedAdvisory, type Severity, severities } from '../scan/evidence.ts';
import type { Advisory, Fix, Intake, Scanned, Scope } from './advisory.ts';
import { newDoubts } from './doubts.ts';

/** Everything that several reports say, each advisory of a package once, whatever its names. */
export interface ScanTally extends Intake {
  advisories(): { readonly kept: readonly ScannedAdvisory[]; readonly moreSuppressed: number };
  readonly more: Record<Severity, number>;
  readonly all: Scanned[];
  readonly doubts: ReturnType<typeof newDoubts>;
}

interface Row {
  weakness: Advisory['weakness'];
  readonly ids: Set<string>;
  readonly package: string;
  readonly versions: Set<string>;
  readonly nodes: Set<string>;
  severity: Severity;
  fix: Fix;
  scope: Scope;
  title: string | undefined;
  url: string | undefined;
  fixedIn: string | undefined;
  published: string | undefined;
  suppressed: string | undefined;
}

/** More than anybody would mend for one release; the rest is counted. */
const mostRows = 20_000;
const mostKept = 1000;
const mostVersions = 5;
const longest = 200;

/** `scopeOf` may know better than the report for whom a package is there. */
export function newScanTally(scopeOf: (nodes: ReadonlySet<string>) => Scope = () => 'unknown'): ScanTally {
  const byId = new Map<string, Row>();
  const rows = new Set<Row>();
  const doubts = newDoubts();
  const more: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0, none: 0, unknown: 0 };
  const all: Scanned[] = [];
  let suppressed = 0;
  return {
    more,
    all,
    doubts,
    doubt: (text) => doubts.add(text),
    scanned: (of) => all.push(of),
    add: (found) => {
      const ids = (found.ids.length === 0 ? ['unnamed'] : found.ids).map((id) => oneLine(id, longest));
      const keys = ids.map((id) => keyOf(found, id));
      const known = [...new Set(keys.flatMap((key) => byId.get(key) ?? []))];
      const [first, ...others] = known;
      if (first === undefined && rows.size >= mostRows) {
        if (found.suppressed === undefined) more[found.severity] += 1;
        else suppressed += 1;
        return;
      }
      const row = first ?? rowOf(found);
      if (first === undefined) rows.add(row);
      else join(row, rowOf(found));
      for (const other of others) {
        join(row, other);
        rows.delete(other);
        for (const id of other.ids) byId.set(keyOf(found, id), row);
      }
      for (const id of ids) row.ids.add(id);
      for (const key of keys) byId.set(key, row);
    },
    advisories: () => {
      const sorted = worstFirst([...rows].map((row) => advisoryOf(row, scopeOf)));
      const rest = sorted.slice(mostKept);
      for (const { severity, suppressed: why } of rest) if (why === undefined) more[severity] += 1;
      return {
        kept: sorted.slice(0, mostKept),
        moreSuppressed: suppressed + rest.filter((each) => each.suppressed !== undefined).length,
      };
    },
  };
}

function keyOf({ package: name, weakness, version }: Advisory, id: string): string {
  return `${weakness}|${name}|${weakness === 'vulnerability' ? '' : version}|${id.toLowerCase()}`;
}

function rowOf(found: Advisory): Row {
  const text = (value: string | undefined) => (value === undefined ? undefined : oneLine(value, longest));
  return {
    weakness: found.weakness,
    ids: new Set(),
    package: oneLine(found.package, longest),
    versions: new Set(found.version === '' ? [] : [oneLine(found.version, longest)]),
    nodes: new Set(found.nodes),
    severity: found.severity,
    fix: found.fix,
    scope: found.scope,
    title: text(found.title),
    url: text(found.url),
    fixedIn: text(found.fixedIn),
    published: found.published,
    suppressed: text(found.suppressed),
  };
}

/** Where two reports differ, what asks for more holds: the worse severity, a fix that one of them knows, a use that is not for development. */
function join(row: Row, other: Row): void {
  row.severity = worse(row.severity, other.severity);
  row.fix = rank(fixOrder, other.fix) < rank(fixOrder, row.fix) ? other.fix : row.fix;
  row.scope = rank(scopeOrder, other.scope) < rank(scopeOrder, row.scope) ? other.scope : row.scope;
  row.suppressed = other.suppressed === undefined ? undefined : row.suppressed;
  row.title ??= other.title;
  row.url ??= other.url;
  row.fixedIn ??= other.fixedIn;
  row.published = earlier(row.published, other.published);
  for (const id of other.ids) row.ids.add(id);
  for (const node of other.nodes) row.nodes.add(node);
  for (const version of other.versions) if (row.versions.size < mostVersions) row.versions.add(version);
}

const fixOrder: readonly Fix[] = ['available', 'major', 'unknown', 'none', 'will-not-fix', 'end-of-life'];
const scopeOrder: readonly Scope[] = ['prod', 'unknown', 'dev'];

function rank<T>(order: readonly T[], value: T): number {
  return order.indexOf(value);
}

/** One that is known is worse than one that is not, unless that is harmless. */
function worse(a: Severity, b: Severity): Severity {
  const order: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'unknown', 'none'];
  return rank(order, a) <= rank(order, b) ? a : b;
}

function earlier(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return Date.parse(b) < Date.parse(a) ? b : a;
}

function advisoryOf(row: Row, scopeOf: (nodes: ReadonlySet<string>) => Scope): ScannedAdvisory {
  const { title, url, fixedIn, published, suppressed } = row;
  return {
    weakness: row.weakness,
    ids: [...row.ids].toSorted(byFame),
    package: row.package,
    versions: [...row.versions],
    severity: row.severity,
    fix: row.fix,
    scope: row.scope === 'unknown' ? scopeOf(row.nodes) : row.scope,
    ...(title !== undefined && { title }),
    ...(url !== undefined && { url }),
    ...(fixedIn !== undefined && { fixedIn }),
    ...(published !== undefined && { published }),
    ...(suppressed !== undefined && { suppressed }),
  };
}

/** The name that most tools know comes first, whichever tool was asked. */
function byFame(a: string, b: string): number {
  const fame = (id: string) => (/^CVE-/i.test(id) ? 0 : /^GHSA-/i.test(id) ? 1 : 2);
  return fame(a) - fame(b) || (a < b ? -1 : 1);
}

function worstFirst(advisories: readonly ScannedAdvisory[]): ScannedAdvisory[] {
  const place = (each: ScannedAdvisory) =>
    severities.indexOf(each.severity) + (each.suppressed === undefined ? 0 : severities.length);
  const name = (each: ScannedAdvisory) => `${each.package}|${each.ids[0]}`;
  return advisories.toSorted((a, b) => place(a) - place(b) || (name(a) < name(b) ? -1 : 1));
}
