import { type Fix, type Intake, idsOf, type Severity, severityOf } from './advisory.ts';
import { newHistogram } from './histogram.ts';
import { readJson } from './json.ts';
import { type Source, wrong } from './source.ts';
import { type TrivyModified, type TrivyVulnerability, trivyShape } from './trivy-shape.ts';

/** `trivy ... --format json`, of every shape it has had. */
export async function readTrivy(source: Source, to: Intake) {
  const seen = newSeen();
  const flaw = (message: string) => shapeFlaw(source, message);
  const root = await readJson(source, trivyShape(eventsFor(seen, to, flaw)));
  if (root === undefined) {
    to.scanned({ tool: 'trivy' });
    return { shape: 'legacy-null', vulns: 0 };
  }
  if (isList(root)) {
    to.scanned({ tool: 'trivy' });
    return { shape: 'legacy-list', artifact_type: null, ...factsOf(seen) };
  }
  const lists = [root.Resources, root.Findings, root.Vulnerabilities, root.Misconfigurations];
  const isCluster = root.ClusterName !== undefined;
  if (isCluster && lists.every((list) => list === undefined)) throw flaw('it is about a cluster, and lists nothing in it');
  if (!isCluster && root.SchemaVersion !== 2) throw flaw(`its SchemaVersion is ${root.SchemaVersion}, not 2`);
  if (!isCluster && root.ArtifactName === undefined) throw flaw('it does not say what it is about');
  if (seen.results === 0) to.doubt('there are no results in it: trivy has found nothing that it could look at');
  const { OS: os, ImageID: image, RepoDigests: repos = [] } = root.Metadata ?? {};
  const digests = idsOf(image, ...repos.map((each) => each.slice(each.lastIndexOf('@') + 1)));
  to.scanned({
    tool: `trivy ${root.Trivy?.Version ?? ''}`.trim(),
    ...(digests.length > 0 && { digests }),
    ...(root.CreatedAt !== undefined && { createdAt: root.CreatedAt }),
    ...(os?.EOSL === true && { endOfLife: [`${os.Family ?? ''} ${os.Name ?? ''}`.trim()] }),
  });
  return { shape: isCluster ? 'k8s' : 'schema2', artifact_type: root.ArtifactType ?? null, ...factsOf(seen) };
}

function newSeen() {
  return {
    results: 0,
    fixable: 0,
    passed: 0,
    licences: 0,
    suppressed: 0,
    vulnerabilities: newHistogram(),
    status: newHistogram(),
    misconfigurations: newHistogram(),
    secrets: newHistogram(),
    /** What waits for the name of the file that it is in. */
    waiting: [] as ((target: string) => void)[],
  };
}

type Seen = ReturnType<typeof newSeen>;

function factsOf(seen: Seen) {
  return {
    results: seen.results,
    vulns: seen.vulnerabilities.total(),
    vulns_by_severity: seen.vulnerabilities.counts(),
    fixable: seen.fixable,
    status: seen.status.counts(),
    misconf_fail: seen.misconfigurations.total(),
    misconf_by_severity: seen.misconfigurations.counts(),
    misconf_pass: seen.passed,
    secrets: seen.secrets.total(),
    secrets_by_severity: seen.secrets.counts(),
    licenses: seen.licences,
    suppressed: seen.suppressed,
  };
}

function eventsFor(seen: Seen, to: Intake, flaw: (message: string) => Error): Parameters<typeof trivyShape>[0] {
  return {
    vulnerability: (value) => {
      if (value.VulnerabilityID === undefined) throw flaw('a vulnerability has no id');
      seen.vulnerabilities.add(wordOf(value.Severity));
      if (value.Status !== undefined) seen.status.add(value.Status);
      if (value.FixedVersion !== undefined && value.FixedVersion !== '') seen.fixable += 1;
      addVulnerability(value, to);
    },
    misconfiguration: (value) => {
      if (value.Status === 'PASS') seen.passed += 1;
      // Old versions list only what failed, and do not say so; another word than these two says nothing good.
      if (value.Status === 'PASS' || value.Status === 'EXCEPTION') return;
      const id = value.ID ?? value.AVDID;
      if (id === undefined) throw flaw('a misconfiguration has no ID');
      seen.misconfigurations.add(wordOf(value.Severity));
      const { Title: title, PrimaryURL: url, Resolution: fixedIn } = value;
      const rest = { fix: 'unknown', version: '', ...texts({ title, url, fixedIn }) } as const;
      const severity = severityOf(value.Severity);
      wait(seen, (target) =>
        to.add({ weakness: 'misconfiguration', ids: [id], package: target, severity, scope: 'unknown', ...rest }),
      );
    },
    secret: ({ RuleID: id, Title: title, Severity: word, StartLine: line }) => {
      if (id === undefined) throw flaw('a secret has no RuleID');
      seen.secrets.add(wordOf(word));
      const version = line === undefined ? '' : `line ${line}`;
      wait(seen, (target) =>
        to.add({
          weakness: 'secret',
          ids: [id],
          package: target,
          version,
          severity: severityOf(word),
          fix: 'unknown',
          scope: 'unknown',
          ...texts({ title }),
        }),
      );
    },
    modified: (value) => {
      seen.suppressed += 1;
      addSuppressed(value, to);
    },
    licence: () => {
      seen.licences += 1;
    },
    result: (target) => {
      seen.results += 1;
      for (const add of seen.waiting) add(target);
      seen.waiting = [];
    },
    failed: (what) => to.doubt(`${what} could not be scanned`),
  };
}

const mostWaiting = 10_000;

function wait({ waiting }: Seen, add: (target: string) => void): void {
  // A file with more than that is no file that a person has written; its name may be missing then.
  if (waiting.length < mostWaiting) waiting.push(add);
  else add('');
}

const fixes: ReadonlyMap<string, Fix> = new Map([
  ['fixed', 'available'],
  ['affected', 'none'],
  ['fix_deferred', 'none'],
  ['will_not_fix', 'will-not-fix'],
  ['end_of_life', 'end-of-life'],
]);

function addVulnerability(value: TrivyVulnerability, to: Intake, suppressed?: string): void {
  const { FixedVersion: fixedIn = '', Status: status, Title: title, PrimaryURL: url, PublishedDate: published } = value;
  const isFixed = fixedIn !== '';
  // A status of its own says that the distribution is not affected; so it is no finding, and still counted and shown.
  const why = suppressed ?? (status === 'not_affected' ? 'not affected, says the distribution' : undefined);
  const severity: Severity = severityOf(value.Severity);
  to.add({
    weakness: 'vulnerability',
    ids: idsOf(value.VulnerabilityID),
    package: value.PkgName ?? '',
    version: value.InstalledVersion ?? '',
    severity,
    fix: isFixed ? 'available' : (fixes.get(status ?? '') ?? (status === undefined ? 'none' : 'unknown')),
    scope: 'unknown',
    ...texts({ title, url, published, fixedIn, suppressed: why }),
  });
}

function addSuppressed(
  { Type: type, Status: status, Statement: statement, Finding: finding = {} }: TrivyModified,
  to: Intake,
): void {
  const why = [status, statement].filter((part) => part !== undefined && part !== '').join(': ') || 'ignored in trivy';
  if (type === undefined || type === 'vulnerability') return addVulnerability(finding, to, why);
  const ids = idsOf(finding.ID, finding.RuleID);
  const weakness = type === 'secret' ? 'secret' : 'misconfiguration';
  const severity = severityOf(finding.Severity);
  to.add({
    weakness,
    ids: ids.length > 0 ? ids : ['unnamed'],
    package: '',
    version: '',
    severity,
    fix: 'unknown',
    scope: 'unknown',
    suppressed: why,
  });
}

/** Only the texts that there are. */
function texts<K extends string>(fields: { readonly [N in K]: string | undefined }): { readonly [N in K]?: string } {
  const kept: { [N in K]?: string } = {};
  for (const name in fields) if (fields[name] !== undefined && fields[name] !== '') kept[name] = fields[name];
  return kept;
}

function wordOf(severity: string | undefined): string {
  return severity?.toLowerCase() ?? 'unknown';
}

function isList(value: object): value is readonly never[] {
  return Array.isArray(value);
}

function shapeFlaw(source: Source, message: string) {
  return wrong(source.name, {
    code: 'trivy.shape',
    message: `This is not what trivy writes: ${message}.`,
    remedy: 'Run trivy with --format json --output FILE again, so that nothing else is in that file.',
  });
}
