import { type Intake, idsOf, type Severity, severityOf, severityOfScore } from './advisory.ts';
import { cvss3Score } from './cvss.ts';
import { readJson } from './json.ts';
import { as } from './json-shape.ts';
import { type Source, wrong } from './source.ts';

const vulnerability = as.object({
  id: as.text,
  aliases: as.list(as.text),
  summary: as.text,
  published: as.text,
  severity: as.list(as.object({ type: as.text, score: as.name })),
  database_specific: as.object({ severity: as.either(as.text, as.whole) }),
  affected: as.list(
    as.object({
      package: as.object({ name: as.text }),
      ranges: as.list(as.object({ events: as.list(as.object({ fixed: as.text })) })),
    }),
  ),
});

const group = as.object({ ids: as.list(as.text), aliases: as.list(as.text), max_severity: as.name });

const scannedPackage = as.object({
  package: as.object({ name: as.text, version: as.text, ecosystem: as.text }),
  dependency_groups: as.list(as.text),
  vulnerabilities: as.list(vulnerability),
  groups: as.list(group),
});

type Package = NonNullable<typeof scannedPackage.holds>;
type Vulnerability = NonNullable<typeof vulnerability.holds>;

/** `osv-scanner --format json`. Groups put the names of one vulnerability together; their severity is often absent. */
export async function readOsvScanner(source: Source, to: Intake) {
  const facts = { sources: 0, vulnerable_packages: 0, vuln_rows: 0, groups: 0 };
  const ids = new Set<string>();
  const scores: number[] = [];
  const onPackage = (value: Package) => {
    const rows = value.vulnerabilities ?? [];
    const groups = value.groups ?? [];
    if (rows.length > 0) facts.vulnerable_packages += 1;
    if (rows.length === 0 && groups.length > 0)
      to.doubt(`${value.package?.name} has groups of vulnerabilities, and none is listed`);
    facts.vuln_rows += rows.length;
    facts.groups += groups.length;
    scores.push(...groups.flatMap(({ max_severity: most }) => (isScore(most) ? [Number(most)] : [])));
    for (const row of rows) {
      if (row.id === undefined) throw shapeFlaw(source, 'a vulnerability has no id');
      ids.add(row.id);
      addRow(value, row, to);
    }
  };
  const onResult = () => {
    facts.sources += 1;
  };
  const result = as.object({ packages: as.list(as.each(scannedPackage, onPackage)) });
  const root = await readJson(source, as.object({ results: as.list(as.each(result, onResult)) }));
  if (root?.results === undefined) throw shapeFlaw(source, 'there are no results, not even an empty list of them');
  to.scanned({ tool: 'osv-scanner' });
  return {
    ...facts,
    unique_ids: ids.size,
    max_cvss: scores.length === 0 ? null : Math.max(...scores),
    'groups_cvss>=9': scores.filter((score) => score >= 9).length,
    groups_7to9: scores.filter((score) => score >= 7 && score < 9).length,
  };
}

/** As lockfiles name them, and the configurations of Gradle for tests; `devices` is somebody's own group. */
const forDevelopment = /^(?:(?:optional-)?dev|dev-dependencies|develop|development|tests?|testing)$|^test[A-Z]/;

function addRow(value: Package, row: Vulnerability, to: Intake): void {
  const own = (value.groups ?? []).filter(({ ids }) => row.id !== undefined && ids?.includes(row.id) === true);
  const aliases = own.flatMap(({ ids = [], aliases: more = [] }) => [...ids, ...more]);
  const name = value.package?.name ?? '';
  const fixed = fixesOf(row, name);
  const { dependency_groups: dependencyGroups = [] } = value;
  const isDev = dependencyGroups.every((each) => forDevelopment.test(each));
  to.add({
    weakness: 'vulnerability',
    ids: idsOf(row.id, ...(row.aliases ?? []), ...aliases),
    package: name,
    version: value.package?.version ?? '',
    severity: severityOfRow(
      row,
      own.map(({ max_severity: most }) => most),
    ),
    fix: row.affected === undefined ? 'unknown' : fixed.length > 0 ? 'available' : 'none',
    scope: dependencyGroups.length === 0 ? 'unknown' : isDev ? 'dev' : 'prod',
    ...(fixed[0] !== undefined && { fixedIn: fixed.join(', ') }),
    ...(row.summary !== undefined && { title: row.summary }),
    ...(row.published !== undefined && { published: row.published }),
    ...(row.id !== undefined && { url: `https://osv.dev/vulnerability/${encodeURIComponent(row.id)}` }),
  });
}

function fixesOf({ affected = [] }: Vulnerability, name: string): string[] {
  const ours = affected.filter((each) => each.package?.name === undefined || each.package.name === name);
  const events = ours.flatMap(({ ranges = [] }) => ranges.flatMap(({ events: all = [] }) => all));
  return idsOf(...events.map(({ fixed }) => fixed));
}

/** The worst that anything says of it: the group, the vectors, and the word of the database. */
function severityOfRow(row: Vulnerability, ofGroups: readonly (string | number | undefined)[]): Severity {
  const rated = (row.severity ?? []).map(
    ({ score = '' }) => cvss3Score(String(score)) ?? (isScore(score) ? Number(score) : undefined),
  );
  const grouped = ofGroups.flatMap((most) => (isScore(most) ? [Number(most)] : []));
  const scores = [...grouped, ...rated.filter((score) => score !== undefined)];
  const word = row.database_specific?.severity;
  const said = severityOf(typeof word === 'string' ? word : undefined);
  const severity = worse(scores.length === 0 ? 'unknown' : severityOfScore(Math.max(...scores)), said);
  const isWhole = grouped.length > 0 || said !== 'unknown' || !(row.severity ?? []).some(isUnread);
  // A vector of a later version may rate it as worse than what can be read.
  return isWhole || severity === 'critical' || severity === 'high' ? severity : 'unknown';
}

/** Version 2 stands beside its successor, and says less. */
function isUnread({
  type,
  score = '',
}: {
  readonly type?: string | undefined;
  readonly score?: string | number | undefined;
}): boolean {
  return type !== 'CVSS_V2' && !isScore(score) && cvss3Score(String(score)) === undefined;
}

const order: readonly Severity[] = ['unknown', 'none', 'low', 'medium', 'high', 'critical'];

function worse(a: Severity, b: Severity): Severity {
  return order.indexOf(a) >= order.indexOf(b) ? a : b;
}

function isScore(score: string | number | undefined): score is string | number {
  return score !== undefined && /^\d{1,2}(?:\.\d+)?$/.test(String(score)) && Number(score) <= 10;
}

function shapeFlaw(source: Source, message: string) {
  return wrong(source.name, {
    code: 'osv-scanner.shape',
    message: `This is not what osv-scanner writes: ${message}.`,
    remedy: 'Run osv-scanner with --format json again, and keep its whole output in a file of its own.',
  });
}
