import { type Fix, type Intake, idsOf, type Severity, severities, severityOf } from './advisory.ts';
import { newHistogram } from './histogram.ts';
import { readJson } from './json.ts';
import { as, type Shape } from './json-shape.ts';
import { type Source, wrong } from './source.ts';

const vulnerability = as.object({
  id: as.text,
  title: as.text,
  severity: as.text,
  packageName: as.text,
  moduleName: as.text,
  name: as.text,
  version: as.text,
  fixedIn: as.list(as.text),
  isUpgradable: as.flag,
  isPatchable: as.flag,
  nearestFixedInVersion: as.text,
  publicationTime: as.text,
  identifiers: as.map(as.list(as.name)),
});

type Row = NonNullable<typeof vulnerability.holds>;

/** One project, or one application inside an image. */
interface Section {
  readonly ids: Set<string>;
  rows: number;
}

function newSection(): Section {
  return { ids: new Set(), rows: 0 };
}

/** `snyk test --json`, `snyk container test --json`: one project or a list of them, a row for every path. */
export async function readSnyk(source: Source, to: Intake) {
  const seen = newSeen();
  const onRow = (section: Section, suppressed?: string) =>
    as.each(vulnerability, (value) => noteRow(value, { source, section, seen, to, suppressed }));
  const rows = { own: onRow(seen.own), inApplication: onRow(seen.application), ignored: onRow(seen.own, 'ignored in Snyk') };
  const project = projectShape(rows, () => {
    seen.applications += 1;
    seen.rowsInside += seen.application.rows;
    closeSection(seen, seen.application);
  });
  const onProject = (value: NonNullable<typeof project.holds>) => {
    if (value.error !== undefined) to.doubt(`snyk reports an error: ${JSON.stringify(value.error).slice(0, 200)}`);
    else if (value.vulnerabilities === undefined)
      throw shapeFlaw(source, 'a project has no vulnerabilities, not even an empty list of them');
    if (value.ok === true && seen.own.rows > 0) to.doubt('a project is said to be ok, and has vulnerabilities');
    if (value.ok === false && seen.own.rows + seen.rowsInside === 0)
      to.doubt('a project is said not to be ok, and has no vulnerabilities');
    closeSection(seen, seen.own);
    seen.rowsInside = 0;
    seen.projects += 1;
    seen.ok.push(value.ok ?? null);
    seen.counts.push(value.uniqueCount ?? null);
    seen.packages += value.dependencyCount ?? 0;
    seen.least = higher(seen.least, value.severityThreshold);
  };
  const root = await readJson(source, as.either(as.list(as.each(project, onProject)), project));
  if (root !== undefined && !isList(root)) onProject(root);
  if (seen.projects === 0) throw shapeFlaw(source, root === undefined ? 'there is no project' : 'the list of projects is empty');
  to.scanned({ tool: 'snyk', packages: seen.packages, ...(seen.least !== 'none' && { least: seen.least }) });
  const unique = newHistogram();
  for (const severity of seen.unique.values()) unique.add(severity);
  return {
    shape: Array.isArray(root) ? 'projects-list' : 'single',
    projects: seen.projects,
    app_sections: seen.applications,
    ok: seen.ok,
    vuln_rows: seen.severities.total(),
    rows_by_severity: seen.severities.counts(),
    unique_ids: seen.unique.size,
    unique_by_severity: unique.counts(),
    unique_per_project: seen.perSection,
    uniqueCount_field: seen.counts,
  };
}

function newSeen() {
  return {
    projects: 0,
    applications: 0,
    packages: 0,
    /** What some project was told to leave out is below this. */
    least: 'none' as Severity,
    perSection: 0,
    /** In the applications of the project that is being read. */
    rowsInside: 0,
    severities: newHistogram(),
    unique: new Map<string, string>(),
    ok: [] as (boolean | null)[],
    counts: [] as (number | null)[],
    own: newSection(),
    application: newSection(),
  };
}

/** Of two thresholds the one that leaves out more; a word that nobody knows may leave out anything. */
function higher(least: Severity, threshold: string | undefined): Severity {
  if (threshold === undefined) return least;
  const said = severityOf(threshold) === 'unknown' ? 'critical' : severityOf(threshold);
  // It knows nothing below low.
  if (said === 'low') return least;
  return severities.indexOf(said) < severities.indexOf(least) ? said : least;
}

type Seen = ReturnType<typeof newSeen>;

function closeSection(seen: Seen, section: Section): void {
  seen.perSection += section.ids.size;
  section.ids.clear();
  section.rows = 0;
}

interface Rows {
  readonly own: Shape<never>;
  readonly inApplication: Shape<never>;
  readonly ignored: Shape<never>;
}

function projectShape({ own, inApplication, ignored }: Rows, onSection: () => void) {
  const application = as.object({ vulnerabilities: as.list(inApplication), ok: as.flag });
  return as.object({
    ok: as.flag,
    error: as.whole,
    vulnerabilities: as.list(own),
    filtered: as.object({ ignore: as.list(ignored) }),
    applications: as.list(as.each(application, onSection)),
    uniqueCount: as.number,
    severityThreshold: as.text,
    dependencyCount: as.number,
  });
}

interface At {
  readonly source: Source;
  readonly section: Section;
  readonly seen: Seen;
  readonly to: Intake;
  readonly suppressed: string | undefined;
}

function noteRow(value: Row, { source, section, seen, to, suppressed }: At): void {
  if (value.id === undefined) throw shapeFlaw(source, 'a vulnerability has no id');
  const severity = value.severity?.toLowerCase() ?? 'unknown';
  if (suppressed === undefined) {
    seen.severities.add(severity);
    seen.unique.set(value.id, severity);
    section.ids.add(value.id);
    section.rows += 1;
  }
  const fixes = value.fixedIn ?? [];
  to.add({
    weakness: 'vulnerability',
    ids: idsOf(value.id, ...Object.entries(value.identifiers ?? {}).flatMap(([kind, ids]) => (kind === 'CWE' ? [] : ids))),
    package: value.packageName ?? value.moduleName ?? value.name ?? '',
    version: value.version ?? '',
    severity: severityOf(severity),
    fix: fixOf(value),
    scope: 'unknown',
    ...(fixes.length > 0 && { fixedIn: fixes.join(', ') }),
    ...(value.title !== undefined && { title: value.title }),
    ...(value.publicationTime !== undefined && { published: value.publicationTime }),
    url: `https://security.snyk.io/vuln/${encodeURIComponent(value.id)}`,
    ...(suppressed !== undefined && { suppressed }),
  });
}

function fixOf({ fixedIn, isUpgradable, isPatchable, nearestFixedInVersion }: Row): Fix {
  if ((fixedIn ?? []).length > 0 || isUpgradable === true || isPatchable === true || nearestFixedInVersion !== undefined)
    return 'available';
  return fixedIn === undefined && isUpgradable === undefined ? 'unknown' : 'none';
}

const issue = as.object({ id: as.text, publicId: as.text, title: as.text, severity: as.text, isIgnored: as.flag });
type Issue = NonNullable<typeof issue.holds>;

/** `snyk iac test --json`: a file for each project, each with what is wrong in its settings. */
export async function readSnykIac(source: Source, to: Intake) {
  const bySeverity = newHistogram();
  let files = 0;
  let pending: Issue[] = [];
  const file = as.object({
    targetFile: as.text,
    ok: as.flag,
    error: as.whole,
    infrastructureAsCodeIssues: as.list(as.each(issue, (value) => pending.push(value))),
  });
  const onFile = (value: NonNullable<typeof file.holds>) => {
    if (value.error !== undefined) throw shapeFlaw(source, `snyk reports an error: ${JSON.stringify(value.error).slice(0, 200)}`);
    if (value.infrastructureAsCodeIssues === undefined) throw shapeFlaw(source, 'a file has no infrastructureAsCodeIssues');
    files += 1;
    for (const each of pending) {
      bySeverity.add(each.severity?.toLowerCase() ?? 'unknown');
      to.add({
        weakness: 'misconfiguration',
        ids: idsOf(each.publicId ?? each.id ?? 'unnamed'),
        package: value.targetFile ?? '',
        version: '',
        severity: severityOf(each.severity),
        fix: 'unknown',
        scope: 'unknown',
        ...(each.title !== undefined && { title: each.title }),
        ...(each.isIgnored === true && { suppressed: 'ignored in Snyk' }),
      });
    }
    pending = [];
  };
  const root = await readJson(source, as.either(as.list(as.each(file, onFile)), file));
  if (root !== undefined && !isList(root)) onFile(root);
  if (files === 0) throw shapeFlaw(source, 'there is no file in it');
  to.scanned({ tool: 'snyk iac', packages: files });
  return { shape: 'iac', files, issues: bySeverity.total(), by_severity: bySeverity.counts() };
}

function isList(value: object): value is readonly never[] {
  return Array.isArray(value);
}

function shapeFlaw(source: Source, message: string) {
  return wrong(source.name, {
    code: 'snyk.shape',
    message: `This is not what snyk writes: ${message}.`,
    remedy: 'Run snyk with --json-file-output=FILE again, and see what it says.',
  });
}
