import { type Intake, idInUrl, idsOf, severityOf } from './advisory.ts';
import { doubtTotals } from './audit-totals.ts';
import { newHistogram } from './histogram.ts';
import { readJson, readJsonLines } from './json.ts';
import { as, type Key } from './json-shape.ts';
import { addOldAdvisory, advisoryFields } from './npm-audit-v1.ts';
import { type Source, wrong } from './source.ts';

const line = as.object({
  type: as.text,
  data: as.either(
    as.text,
    as.object({
      resolution: as.object({ id: as.name, path: as.text, dev: as.flag }),
      advisory: as.object(advisoryFields),
      vulnerabilities: as.map(as.number),
      totalDependencies: as.number,
    }),
  ),
});

type Line = NonNullable<typeof line.holds>;
type Totals = { readonly [severity: string]: number };

/** `yarn audit --json` of yarn 1: a line for every path of every advisory, up to hundreds of megabytes, and the totals at its end. */
export async function readYarnAudit(source: Source, to: Intake) {
  const lines = newHistogram();
  const unique = newHistogram();
  const known = new Map<string, { readonly isDev: boolean | undefined }>();
  let totals: Totals | undefined;
  let packages: number | undefined;
  await readJsonLines(source, line, ({ type, data }, key) => {
    if (type === 'error') throw shapeFlaw(source, `yarn reports an error: ${said(data)}`);
    if (totals !== undefined && type?.startsWith('audit') === true) throw shapeFlaw(source, 'something stands behind the totals');
    if (typeof data !== 'object') return;
    if (type === 'auditSummary') {
      totals = data.vulnerabilities;
      packages = data.totalDependencies;
    }
    if (type === 'auditAdvisory') addLine({ data, key, source, to, lines, unique, known });
  });
  if (totals === undefined) throw shapeFlaw(source, 'there are no totals at its end, so that it was cut or yarn failed');
  doubtTotals(totals, lines, to);
  to.scanned({ tool: 'yarn 1', ...(packages !== undefined && { packages }) });
  return {
    shape: 'yarn1-ndjson',
    summary: totals,
    advisory_lines: lines.total(),
    lines_by_severity: lines.counts(),
    unique_advisories: unique.total(),
    unique_by_severity: unique.counts(),
    error_lines: 0,
    unparsable: 0,
  };
}

interface Adding {
  readonly data: Exclude<NonNullable<Line['data']>, string>;
  readonly key: Key;
  readonly source: Source;
  readonly to: Intake;
  readonly lines: ReturnType<typeof newHistogram>;
  readonly unique: ReturnType<typeof newHistogram>;
  readonly known: Map<string, { readonly isDev: boolean | undefined }>;
}

function addLine({ data, key, source, to, lines, unique, known }: Adding): void {
  const { advisory, resolution } = data;
  if (advisory === undefined) throw shapeFlaw(source, `line ${Number(key) + 1} is about no advisory`);
  const severity = advisory.severity ?? 'unknown';
  lines.add(severity);
  const id = String(advisory.id ?? resolution?.id ?? `${advisory.module_name}|${advisory.title}`);
  const isDev = resolution?.dev;
  const before = known.get(id);
  if (before === undefined) unique.add(severity);
  // The same for every path, unless one of them is the first that is not only for development.
  if (before !== undefined && (before.isDev === isDev || before.isDev === false)) return;
  known.set(id, { isDev });
  addOldAdvisory({ ...advisory, findings: undefined }, to, { key: id, isDev });
}

function said(data: Line['data']): string {
  return typeof data === 'string' ? data.replaceAll(/\s+/g, ' ').slice(0, 200) : 'it does not say which';
}

const berryLine = as.object({
  value: as.text,
  children: as.object({
    ID: as.name,
    Issue: as.text,
    URL: as.text,
    Severity: as.text,
    'Vulnerable Versions': as.text,
    'Tree Versions': as.list(as.text),
    Dependents: as.list(as.text),
  }),
});

/** `yarn npm audit --json` since yarn 4.0.1: a line for each advisory, and one for each deprecation, which is none. */
export async function readBerryLines(source: Source, to: Intake) {
  const bySeverity = newHistogram();
  let deprecations = 0;
  await readJsonLines(source, berryLine, ({ value, children }, key) => {
    if (value === undefined || children === undefined) throw shapeFlaw(source, `line ${Number(key) + 1} names no package`);
    const isDeprecation = String(children.ID ?? '').endsWith('(deprecation)') && children.URL === undefined;
    if (isDeprecation) {
      deprecations += 1;
      return;
    }
    if (children.ID === undefined && children.URL === undefined)
      throw shapeFlaw(source, `line ${Number(key) + 1} has no ID and no URL`);
    bySeverity.add(children.Severity ?? 'unknown');
    to.add({
      weakness: 'vulnerability',
      ids: idsOf(idInUrl(children.URL), children.ID ?? children.URL),
      package: value,
      version: (children['Tree Versions'] ?? []).join(', '),
      severity: severityOf(children.Severity),
      fix: 'unknown',
      scope: 'unknown',
      ...(children.Issue !== undefined && { title: children.Issue }),
      ...(children.URL !== undefined && { url: children.URL }),
    });
  });
  to.scanned({ tool: 'yarn 4' });
  return {
    shape: 'yarn-berry-ndjson',
    advisories: bySeverity.total(),
    advisories_by_severity: bySeverity.counts(),
    deprecations,
  };
}

const berryAdvisory = as.object({ id: as.name, url: as.text, title: as.text, severity: as.text, vulnerable_versions: as.text });

/** `yarn npm audit --json` of yarn 4.0.0: an object with a list of advisories for each package. */
export async function readBerryObject(source: Source, to: Intake) {
  const bySeverity = newHistogram();
  const shape = as.map(
    as.each(as.list(berryAdvisory), (advisories, key) => {
      for (const { id, url, title, severity, vulnerable_versions: range } of advisories) {
        if (id === undefined && url === undefined) throw shapeFlaw(source, `an advisory for ${key} has no id and no url`);
        bySeverity.add(severity ?? 'unknown');
        to.add({
          weakness: 'vulnerability',
          ids: idsOf(idInUrl(url), id ?? url),
          package: String(key),
          version: range ?? '',
          severity: severityOf(severity),
          fix: 'unknown',
          scope: 'unknown',
          ...(title !== undefined && { title }),
          ...(url !== undefined && { url }),
        });
      }
    }),
  );
  await readJson(source, shape);
  to.scanned({ tool: 'yarn 4.0.0' });
  return { shape: 'yarn-berry-object', advisories: bySeverity.total(), advisories_by_severity: bySeverity.counts() };
}

function shapeFlaw(source: Source, message: string) {
  return wrong(source.name, {
    code: 'yarn-audit.shape',
    message: `This is not what yarn writes: ${message}.`,
    remedy: 'Run the audit with --json again, and keep its whole output in a file of its own.',
  });
}
