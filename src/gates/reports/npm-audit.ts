import { type Advisory, type Fix, type Intake, idInUrl, idsOf, severities, severityOf } from './advisory.ts';
import { auditMetadata, dependenciesIn, doubtTotals } from './audit-totals.ts';
import { type Histogram, newHistogram } from './histogram.ts';
import { readJson } from './json.ts';
import { as, type Key } from './json-shape.ts';
import { type Source, wrong } from './source.ts';

const via = as.object({ source: as.name, name: as.text, title: as.text, url: as.text, severity: as.text, range: as.text });

const entry = as.object({
  name: as.text,
  severity: as.text,
  isDirect: as.flag,
  via: as.list(as.either(as.text, via)),
  nodes: as.list(as.text),
  fixAvailable: as.either(as.flag, as.object({ name: as.text, version: as.text, isSemVerMajor: as.flag })),
});

type Entry = NonNullable<typeof entry.holds>;
type Via = NonNullable<typeof via.holds>;

interface Counting {
  readonly to: Intake;
  readonly packages: Histogram;
  readonly advisories: Histogram;
  readonly seen: Set<string>;
  direct: number;
  noFix: number;
  /** Packages that are there because of others, and those they are there because of. */
  readonly because: Map<string, readonly string[]>;
  /** Those that an advisory is about. */
  readonly explained: Set<string>;
}

/** `npm audit --json` since npm 7: packages, each with the advisories about it and the packages that bring it. */
export async function readNpmAudit(source: Source, to: Intake) {
  const counting: Counting = {
    to,
    packages: newHistogram(),
    advisories: newHistogram(),
    seen: new Set(),
    direct: 0,
    noFix: 0,
    because: new Map(),
    explained: new Set(),
  };
  const shape = as.object({
    auditReportVersion: as.number,
    vulnerabilities: as.map(as.each(entry, (value, key) => addEntry(counting, value, key))),
    metadata: auditMetadata,
    error: as.whole,
  });
  const root = await readJson(source, shape);
  if (root?.auditReportVersion !== 2) throw shapeFlaw(source, `auditReportVersion is ${root?.auditReportVersion}, not 2`);
  if (root.vulnerabilities === undefined) throw shapeFlaw(source, 'there are no vulnerabilities, not even an empty list of them');
  if (root.error !== undefined && root.error !== null) throw shapeFlaw(source, 'npm reports an error in it');
  const { metadata } = root;
  const totals = metadata?.vulnerabilities;
  if (totals === undefined) to.doubt('there are no totals at its end');
  else doubtTotals(totals, counting.packages, to);
  for (const name of unexplained(counting)) to.doubt(`${name} is vulnerable because of packages that are not listed`);
  const total = metadata === undefined ? undefined : dependenciesIn(metadata);
  to.scanned({ tool: 'npm', ...(total !== undefined && { packages: total }) });
  return {
    shape: 'npm-v2',
    meta: totals ?? null,
    packages_by_severity: counting.packages.counts(),
    advisories_by_severity: counting.advisories.counts(),
    direct_packages: counting.direct,
    no_fix: counting.noFix,
    deps_total: total ?? null,
  };
}

function addEntry(counting: Counting, value: Entry, key: Key): void {
  const name = value.name ?? String(key);
  counting.packages.add(value.severity ?? 'unknown');
  if (value.isDirect === true) counting.direct += 1;
  if (value.fixAvailable === false) counting.noFix += 1;
  const reasons = value.via ?? [];
  const advisories = reasons.filter((each) => typeof each !== 'string');
  for (const advisory of advisories) addAdvisory(counting, value, { ...advisory, name: advisory.name ?? name });
  const others = reasons.filter((each) => typeof each === 'string');
  if (advisories.length > 0) {
    counting.explained.add(name);
    const worst = Math.min(...advisories.map((each) => rankOf(each.severity)));
    if (others.length === 0 && rankOf(value.severity) < worst)
      counting.to.doubt(`${name} is said to be ${value.severity}, and no advisory about it is`);
    return;
  }
  if (others.length === 0) counting.to.doubt(`nothing says why ${name} is vulnerable`);
  counting.because.set(name, others);
}

function rankOf(severity: string | undefined): number {
  return severities.indexOf(severityOf(severity));
}

/** Packages from which no chain of reasons leads to an advisory; some lead in circles. */
function unexplained({ because, explained }: Counting): string[] {
  const known = new Set(explained);
  const brings = new Map<string, string[]>();
  for (const [name, others] of because) {
    for (const other of others) {
      const brought = brings.get(other);
      if (brought === undefined) brings.set(other, [name]);
      else brought.push(name);
    }
  }
  // A set is walked through to its end, also to what is added on the way.
  for (const name of known) for (const brought of brings.get(name) ?? []) known.add(brought);
  return [...because.keys()].filter((name) => !known.has(name));
}

function addAdvisory({ seen, advisories, to }: Counting, value: Entry, advisory: Via & { readonly name: string }): void {
  const id = idInUrl(advisory.url);
  const key = `${advisory.source ?? id ?? advisory.title}|${advisory.source === undefined ? advisory.name : ''}`;
  if (!seen.has(key)) advisories.add(advisory.severity ?? 'unknown');
  seen.add(key);
  const found: Advisory = {
    weakness: 'vulnerability',
    ids: idsOf(id, advisory.source ?? advisory.url ?? advisory.title ?? 'unnamed'),
    package: advisory.name,
    version: advisory.range ?? '',
    severity: severityOf(advisory.severity),
    fix: fixOf(value.fixAvailable),
    scope: 'unknown',
    nodes: value.nodes ?? [],
    ...(advisory.title !== undefined && { title: advisory.title }),
    ...(advisory.url !== undefined && { url: advisory.url }),
  };
  to.add(found);
}

function fixOf(available: Entry['fixAvailable']): Fix {
  if (available === undefined) return 'unknown';
  if (typeof available === 'boolean') return available ? 'available' : 'none';
  return available.isSemVerMajor === true ? 'major' : 'available';
}

function shapeFlaw(source: Source, message: string) {
  return wrong(source.name, {
    code: 'npm-audit.shape',
    message: `This is not what npm audit --json writes: ${message}.`,
    remedy: 'Run npm audit --json again, and keep its whole output in a file of its own.',
  });
}
