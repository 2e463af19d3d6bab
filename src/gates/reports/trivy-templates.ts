import { type Intake, idsOf, severityOf } from './advisory.ts';
import { newHistogram } from './histogram.ts';
import { readJson } from './json.ts';
import { as } from './json-shape.ts';
import { type Source, wrong } from './source.ts';

const gitlab = as.object({
  id: as.text,
  cve: as.text,
  message: as.text,
  name: as.text,
  severity: as.text,
  solution: as.text,
  location: as.object({
    image: as.text,
    dependency: as.object({ package: as.object({ name: as.text }), version: as.text }),
  }),
  identifiers: as.list(as.object({ type: as.text, name: as.text, value: as.text, url: as.text })),
});

/** What Trivy's own template for GitLab makes of its findings. */
export async function readTrivyGitlab(source: Source, to: Intake) {
  const bySeverity = newHistogram();
  const onRow = (value: NonNullable<typeof gitlab.holds>) => {
    const ids = idsOf(...(value.identifiers ?? []).map((each) => each.value ?? each.name), value.cve, value.id);
    if (ids[0] === undefined) throw shapeFlaw(source, 'a vulnerability has no id');
    const { package: name, version = '' } = value.location?.dependency ?? {};
    const isFixed = value.solution !== undefined && !/^(?:no solution provided)?$/i.test(value.solution);
    bySeverity.add(value.severity?.toLowerCase() ?? 'unknown');
    to.add({
      weakness: 'vulnerability',
      // Its own id is a digest that no other tool knows.
      ids: ids.slice(0, 1),
      package: name?.name ?? '',
      version,
      severity: severityOf(value.severity),
      fix: isFixed ? 'available' : 'none',
      scope: 'unknown',
      ...(isFixed && { fixedIn: value.solution }),
      ...titleOf(value.message ?? value.name),
    });
  };
  const root = await readJson(source, as.object({ vulnerabilities: as.list(as.each(gitlab, onRow)) }));
  if (root?.vulnerabilities === undefined)
    throw shapeFlaw(source, 'there are no vulnerabilities, not even an empty list of them');
  to.scanned({ tool: 'trivy' });
  return { shape: 'trivy-gitlab', vulns: bySeverity.total(), vulns_by_severity: bySeverity.counts() };
}

const asff = as.object({
  Id: as.text,
  GeneratorId: as.text,
  Title: as.text,
  Severity: as.object({ Label: as.text }),
  RecordState: as.text,
  Resources: as.list(as.object({ Type: as.text, Details: as.object({ Other: as.map(as.whole) }) })),
});

/** What Trivy's own template for AWS Security Hub makes of its findings. */
export async function readTrivyAsff(source: Source, to: Intake) {
  const bySeverity = newHistogram();
  const onFinding = (value: NonNullable<typeof asff.holds>) => {
    const other = (value.Resources ?? []).map(({ Details: details }) => details?.Other).find((each) => each !== undefined) ?? {};
    const text = (name: string) => (typeof other[name] === 'string' ? other[name] : undefined);
    const id = text('CVE ID') ?? value.GeneratorId?.replace(/^Trivy\//, '') ?? value.Id;
    if (id === undefined) throw shapeFlaw(source, 'a finding has no id');
    const fixedIn = text('Patched Package');
    const isFixed = fixedIn !== undefined && fixedIn.trim() !== '';
    bySeverity.add(value.Severity?.Label?.toLowerCase() ?? 'unknown');
    to.add({
      weakness: 'vulnerability',
      ids: [id],
      package: text('PkgName') ?? '',
      version: text('Installed Package') ?? '',
      severity: severityOf(value.Severity?.Label),
      fix: isFixed ? 'available' : 'none',
      scope: 'unknown',
      ...(isFixed && { fixedIn }),
      ...titleOf(value.Title),
      ...(value.RecordState === 'ARCHIVED' && { suppressed: 'archived' }),
    });
  };
  const findings = as.list(as.each(asff, onFinding));
  await readJson(source, as.either(findings, as.object({ Findings: findings })));
  to.scanned({ tool: 'trivy' });
  return { shape: 'trivy-asff', vulns: bySeverity.total(), vulns_by_severity: bySeverity.counts() };
}

function titleOf(title: string | undefined): { readonly title?: string } {
  return title === undefined ? {} : { title };
}

function shapeFlaw(source: Source, message: string) {
  return wrong(source.name, {
    code: 'trivy.shape',
    message: `This is not what trivy writes with its template: ${message}.`,
    remedy: 'Run trivy with --format json --output FILE instead: it says more.',
  });
}
