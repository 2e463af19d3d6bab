import { type Fix, type Intake, idsOf, severityOf } from './advisory.ts';
import { newHistogram } from './histogram.ts';
import { readJson } from './json.ts';
import { as } from './json-shape.ts';
import { type Source, wrong } from './source.ts';

const match = as.object({
  vulnerability: as.object({
    id: as.text,
    dataSource: as.text,
    severity: as.text,
    fix: as.object({ versions: as.list(as.text), state: as.text }),
  }),
  relatedVulnerabilities: as.list(as.object({ id: as.text })),
  artifact: as.object({ name: as.text, version: as.text }),
  appliedIgnoreRules: as.list(as.object({ reason: as.text, 'vex-status': as.text, 'fix-state': as.text })),
});

type Match = NonNullable<typeof match.holds>;

/** `grype -o json`: a match for every place of every vulnerability. */
export async function readGrype(source: Source, to: Intake) {
  const bySeverity = newHistogram();
  const fixes = newHistogram();
  const ids = new Set<string>();
  let ignored = 0;
  const onMatch = (value: Match) => {
    const { id, severity, fix } = value.vulnerability ?? {};
    if (id === undefined) throw shapeFlaw(source, 'a match has no vulnerability');
    bySeverity.add(severity?.toLowerCase() ?? 'unknown');
    fixes.add(fix?.state ?? '?');
    ids.add(id);
    addMatch(value, to);
  };
  const onIgnored = (value: Match) => {
    ignored += 1;
    const rule = value.appliedIgnoreRules?.[0];
    addMatch(value, to, rule?.reason || rule?.['vex-status'] || rule?.['fix-state'] || 'a rule of grype');
  };
  const endOfLife: string[] = [];
  const root = await readJson(
    source,
    grypeShape(as.each(match, onMatch), as.each(match, onIgnored), (name) => endOfLife.push(name)),
  );
  if (root?.matches === undefined) throw shapeFlaw(source, 'there are no matches, not even an empty list of them');
  if (root.descriptor?.name !== undefined && root.descriptor.name !== 'grype')
    throw shapeFlaw(source, `${root.descriptor.name} wrote it`);
  const target = root.source?.target;
  const digests = idsOf(
    ...(typeof target === 'object' ? [target.manifestDigest, target.imageID, ...(target.repoDigests ?? [])] : []),
  );
  const database = root.descriptor?.db?.status?.built ?? root.descriptor?.db?.built;
  to.scanned({
    tool: `grype ${root.descriptor?.version ?? ''}`.trim(),
    ...(digests.length > 0 && { digests }),
    ...(database !== undefined && { databaseAt: database }),
    ...(root.descriptor?.timestamp !== undefined && { createdAt: root.descriptor.timestamp }),
    ...(endOfLife.length > 0 && { endOfLife: [...new Set(endOfLife)] }),
  });
  return {
    shape: 'grype',
    matches: bySeverity.total(),
    by_severity: bySeverity.counts(),
    unique_ids: ids.size,
    fix_state: fixes.counts(),
    ignored,
    version: root.descriptor?.version ?? null,
  };
}

function grypeShape(
  onMatch: ReturnType<typeof as.each>,
  onIgnored: ReturnType<typeof as.each>,
  onEndOfLife: (name: string) => void,
) {
  const alert = as.object({
    package: as.object({ name: as.text }),
    alerts: as.list(as.object({ type: as.text, message: as.text })),
  });
  const status = as.object({ built: as.text });
  return as.object({
    matches: as.list(onMatch),
    ignoredMatches: as.list(onIgnored),
    alertsByPackage: as.list(
      as.each(alert, ({ alerts = [] }) => {
        for (const { type, message } of alerts) if (type === 'distro-eol') onEndOfLife(message ?? 'the distribution');
      }),
    ),
    source: as.object({
      type: as.text,
      target: as.either(
        as.text,
        as.object({ userInput: as.text, imageID: as.text, manifestDigest: as.text, repoDigests: as.list(as.text) }),
      ),
    }),
    descriptor: as.object({ name: as.text, version: as.text, timestamp: as.text, db: as.object({ built: as.text, status }) }),
  });
}

function addMatch({ vulnerability, relatedVulnerabilities, artifact }: Match, to: Intake, suppressed?: string): void {
  const { id, severity, dataSource, fix } = vulnerability ?? {};
  const fixedIn = fix?.versions?.join(', ');
  to.add({
    weakness: 'vulnerability',
    // An advisory of a distribution that mends several is not another name of each.
    ids: idsOf(id, relatedVulnerabilities?.length === 1 ? relatedVulnerabilities[0]?.id : undefined),
    package: artifact?.name ?? '',
    version: artifact?.version ?? '',
    severity: severityOf(severity),
    fix: fixStates.get(fix?.state ?? '') ?? (fixedIn === undefined || fixedIn === '' ? 'unknown' : 'available'),
    scope: 'unknown',
    ...(fixedIn !== undefined && fixedIn !== '' && { fixedIn }),
    ...(dataSource !== undefined && { url: dataSource }),
    ...(suppressed !== undefined && { suppressed }),
  });
}

const fixStates: ReadonlyMap<string, Fix> = new Map([
  ['fixed', 'available'],
  ['not-fixed', 'none'],
  ['wont-fix', 'will-not-fix'],
]);

function shapeFlaw(source: Source, message: string) {
  return wrong(source.name, {
    code: 'grype.shape',
    message: `This is not what grype writes: ${message}.`,
    remedy: 'Run grype with -o json=FILE again, so that nothing else is in that file.',
  });
}
