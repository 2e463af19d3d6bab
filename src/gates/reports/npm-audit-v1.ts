import { type Intake, idInUrl, idsOf, scopeOf, severityOf } from './advisory.ts';
import { auditMetadata, dependenciesIn, doubtTotals } from './audit-totals.ts';
import { newHistogram } from './histogram.ts';
import { readJson } from './json.ts';
import { as, type Key, type Shape } from './json-shape.ts';
import { type Source, wrong } from './source.ts';

/** What all tools that ask npm's older address write of an advisory. Of its thousands of paths only the number is kept. */
export function advisoryShape(onPath: () => void) {
  return as.object({
    findings: as.list(as.object({ version: as.text, paths: as.list(as.each(as.text, onPath)), dev: as.flag, optional: as.flag })),
    ...advisoryFields,
  });
}

export const advisoryFields = {
  id: as.name,
  title: as.text,
  module_name: as.text,
  severity: as.text,
  vulnerable_versions: as.text,
  patched_versions: as.text,
  github_advisory_id: as.text,
  cves: as.list(as.text),
  url: as.text,
  created: as.text,
} satisfies { readonly [name: string]: Shape<unknown> };

type OldAdvisory = NonNullable<ReturnType<typeof advisoryShape>['holds']>;

/** The shape of npm 6, which pnpm still writes and yarn 2 and 3 wrote. */
export async function readNpmAuditV1(source: Source, to: Intake, shapeName: string) {
  const bySeverity = newHistogram();
  const pathsBySeverity = newHistogram();
  let paths = 0;
  let pathsBefore = 0;
  let advisories = 0;
  const onPath = () => {
    paths += 1;
  };
  const onAdvisory = (value: OldAdvisory, key: Key) => {
    advisories += 1;
    bySeverity.add(value.severity ?? 'unknown');
    // Totals count paths; an advisory whose paths are left out is one of them at least.
    pathsBySeverity.add(value.severity ?? 'unknown', Math.max(1, paths - pathsBefore));
    pathsBefore = paths;
    addOldAdvisory(value, to, { key });
  };
  const shape = as.object({
    advisories: as.map(as.each(advisoryShape(onPath), onAdvisory)),
    metadata: auditMetadata,
    error: as.whole,
  });
  const root = await readJson(source, shape);
  if (root?.error !== undefined && root.error !== null) throw shapeFlaw(source, 'the tool reports an error in it');
  if (root?.advisories === undefined) throw shapeFlaw(source, 'there are no advisories, not even an empty list of them');
  const totals = root.metadata?.vulnerabilities;
  if (totals === undefined) to.doubt('there are no totals at its end');
  else doubtTotals(totals, pathsBySeverity, to);
  const packages = root.metadata === undefined ? undefined : dependenciesIn(root.metadata);
  to.scanned({ tool: shapeName, ...(packages !== undefined && { packages }) });
  return { shape: shapeName, meta_paths: totals ?? null, advisories, advisories_by_severity: bySeverity.counts(), paths };
}

/** An advisory as npm 6 has it: a patched version of nothing means that there is no fix. */
export function addOldAdvisory(
  value: OldAdvisory,
  to: Intake,
  { key, isDev }: { readonly key: Key; readonly isDev?: boolean | undefined },
): void {
  const patched = value.patched_versions;
  const isFixed = patched !== undefined && patched !== '<0.0.0' && patched !== '';
  const flags = (value.findings ?? []).map(({ dev }) => dev);
  const isAllDev = isDev ?? (flags.length > 0 && flags.every((flag) => flag !== undefined) ? flags.every(Boolean) : undefined);
  to.add({
    weakness: 'vulnerability',
    ids: idsOf(
      value.github_advisory_id ?? idInUrl(value.url),
      value.cves?.length === 1 ? value.cves[0] : undefined,
      value.id ?? key,
    ),
    package: value.module_name ?? '',
    version: value.findings?.[0]?.version ?? '',
    severity: severityOf(value.severity),
    fix: patched === undefined ? 'unknown' : isFixed ? 'available' : 'none',
    scope: scopeOf(isAllDev),
    ...(isFixed && { fixedIn: patched }),
    ...(value.title !== undefined && { title: value.title }),
    ...(value.url !== undefined && { url: value.url }),
    ...(value.created !== undefined && { published: value.created }),
  });
}

function shapeFlaw(source: Source, message: string) {
  return wrong(source.name, {
    code: 'npm-audit.shape',
    message: `This is not what an audit writes: ${message}.`,
    remedy: 'Run the audit with --json again, and keep its whole output in a file of its own.',
  });
}
