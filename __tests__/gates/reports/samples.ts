import type { ReportFormat } from '../../../src/gates/reports/formats.ts';

const digest = `sha256:${'3f5c8b1e0a7d4296'.repeat(4)}`;
const totals = { info: 0, low: 0, moderate: 0, high: 0, critical: 1 };

const advisory = {
  id: 1106913,
  title: 'Command Injection',
  module_name: 'lodash',
  severity: 'critical',
  vulnerable_versions: '<4.17.21',
  patched_versions: '>=4.17.21',
  github_advisory_id: 'GHSA-35jh-r3h4-6jhm',
  cves: ['CVE-2021-23337'],
  url: 'https://github.com/advisories/GHSA-35jh-r3h4-6jhm',
};

export const via = {
  source: 1106913,
  name: 'lodash',
  dependency: 'lodash',
  title: 'Command Injection',
  url: 'https://github.com/advisories/GHSA-35jh-r3h4-6jhm',
  severity: 'critical',
  range: '<4.17.21',
};

export const npmV2 = {
  auditReportVersion: 2,
  vulnerabilities: {
    lodash: {
      name: 'lodash',
      severity: 'critical',
      isDirect: true,
      via: [via],
      effects: [],
      range: '<4.17.21',
      nodes: ['node_modules/lodash'],
      fixAvailable: true,
    },
  },
  metadata: { vulnerabilities: { ...totals, total: 1 }, dependencies: { prod: 3, dev: 1, total: 3 } },
};

export const npmV1 = {
  actions: [],
  advisories: { 1106913: { findings: [{ version: '4.17.15', paths: ['lodash', 'a>lodash'] }], ...advisory } },
  muted: [],
  metadata: { vulnerabilities: totals, dependencies: 3, devDependencies: 0, totalDependencies: 3 },
};

export const yarnLines = [
  { type: 'warning', data: 'package.json: No license field' },
  {
    type: 'auditAdvisory',
    data: { resolution: { id: 1106913, path: 'lodash', dev: false, optional: false, bundled: false }, advisory },
  },
  { type: 'auditSummary', data: { vulnerabilities: totals, dependencies: 3, totalDependencies: 3 } },
];

export const berryLine = {
  value: 'lodash',
  children: {
    ID: 1106913,
    Issue: 'Command Injection',
    URL: 'https://github.com/advisories/GHSA-35jh-r3h4-6jhm',
    Severity: 'critical',
    'Vulnerable Versions': '<4.17.21',
    'Tree Versions': ['4.17.15'],
    Dependents: ['harbour@workspace:.'],
  },
};

export const osv = {
  results: [
    {
      source: { path: 'package-lock.json', type: 'lockfile' },
      packages: [
        {
          package: { name: 'lodash', version: '4.17.15', ecosystem: 'npm' },
          vulnerabilities: [
            {
              id: 'GHSA-35jh-r3h4-6jhm',
              aliases: ['CVE-2021-23337'],
              summary: 'Command Injection',
              severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }],
              database_specific: { severity: 'CRITICAL' },
              affected: [{ package: { name: 'lodash' }, ranges: [{ events: [{ introduced: '0' }, { fixed: '4.17.21' }] }] }],
            },
          ],
          groups: [{ ids: ['GHSA-35jh-r3h4-6jhm'], aliases: ['CVE-2021-23337'], max_severity: '9.8' }],
        },
      ],
    },
  ],
};

export const pip = {
  dependencies: [
    {
      name: 'flask',
      version: '0.5',
      vulns: [{ id: 'PYSEC-2019-179', fix_versions: ['1.0'], aliases: ['CVE-2019-1010083'], description: 'It does.' }],
    },
    { name: 'own', skip_reason: 'Dependency not found on PyPI' },
  ],
  fixes: [],
};

export const snyk = {
  vulnerabilities: [
    {
      id: 'SNYK-JS-LODASH-1040724',
      title: 'Command Injection',
      severity: 'critical',
      packageName: 'lodash',
      version: '4.17.15',
      from: ['a@1.0.0', 'lodash@4.17.15'],
      fixedIn: ['4.17.21'],
      isUpgradable: true,
      identifiers: { CVE: ['CVE-2021-23337'], CWE: ['CWE-78'] },
    },
  ],
  ok: false,
  dependencyCount: 3,
  packageManager: 'npm',
  uniqueCount: 1,
  filtered: { ignore: [], patch: [] },
};

export const snykIac = [
  {
    targetFile: 'main.tf',
    ok: true,
    infrastructureAsCodeIssues: [{ id: 'SNYK-CC-TF-1', title: 'Open to all', severity: 'high' }],
  },
];

export const cyclonedx = {
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  components: [{ 'bom-ref': 'pkg:npm/lodash@4.17.15', name: 'lodash', version: '4.17.15' }],
  vulnerabilities: [
    {
      id: 'CVE-2021-23337',
      ratings: [{ severity: 'medium' }, { severity: 'critical', score: 9.8 }],
      recommendation: 'Upgrade to 4.17.21',
      affects: [{ ref: 'pkg:npm/lodash@4.17.15' }],
    },
  ],
};

export const trivy = {
  SchemaVersion: 2,
  CreatedAt: '2026-01-02T10:00:00Z',
  ArtifactName: 'harbour:1.4.0',
  ArtifactType: 'container_image',
  Metadata: { OS: { Family: 'debian', Name: '12.5' }, ImageID: digest, RepoDigests: [`registry.example.com/harbour@${digest}`] },
  Results: [
    {
      Target: 'harbour:1.4.0 (debian 12.5)',
      Class: 'os-pkgs',
      Type: 'debian',
      Vulnerabilities: [
        {
          VulnerabilityID: 'CVE-2022-1292',
          PkgName: 'openssl',
          InstalledVersion: '1.1.0',
          FixedVersion: '1.1.1',
          Status: 'fixed',
          Severity: 'CRITICAL',
          Title: 'It does.',
        },
      ],
    },
    {
      Target: 'Dockerfile',
      Class: 'config',
      Misconfigurations: [{ ID: 'DS002', Title: 'Runs as root', Status: 'FAIL', Severity: 'HIGH' }],
    },
  ],
};

export const grype = {
  matches: [
    {
      vulnerability: { id: 'CVE-2022-1292', severity: 'Critical', fix: { versions: ['1.1.1'], state: 'fixed' } },
      relatedVulnerabilities: [],
      artifact: { name: 'openssl', version: '1.1.0' },
    },
  ],
  source: { type: 'image', target: { userInput: 'harbour:1.4.0', imageID: digest, manifestDigest: digest, repoDigests: [] } },
  distro: { name: 'debian', version: '12' },
  descriptor: {
    name: 'grype',
    version: '0.104.1',
    db: { status: { built: '2026-01-02T03:04:05Z' } },
    timestamp: '2026-01-02T10:00:00Z',
  },
};

export const trivyGitlab = {
  version: '15.0.7',
  vulnerabilities: [
    {
      id: 'a1b2c3',
      name: 'openssl: it does',
      severity: 'Critical',
      solution: 'Upgrade openssl to 1.1.1',
      scanner: { id: 'trivy', name: 'Trivy' },
      location: {
        dependency: { package: { name: 'openssl' }, version: '1.1.0' },
        operating_system: 'debian 12',
        image: 'harbour',
      },
      identifiers: [{ type: 'cve', name: 'CVE-2022-1292', value: 'CVE-2022-1292', url: 'https://example.com' }],
    },
  ],
  remediations: [],
};

export const trivyAsff = {
  Findings: [
    {
      SchemaVersion: '2018-10-08',
      Id: 'harbour/CVE-2022-1292',
      GeneratorId: 'Trivy/CVE-2022-1292',
      Severity: { Label: 'CRITICAL' },
      Title: 'It does',
      Resources: [
        {
          Type: 'Container',
          Details: { Other: { PkgName: 'openssl', 'Installed Package': '1.1.0', 'Patched Package': '1.1.1' } },
        },
      ],
      RecordState: 'ACTIVE',
    },
  ],
};

const pretty = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
const lines = (values: readonly unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('');

/** A report of each shape with something critical, or at least something bad, in it. */
export const samples: readonly (readonly [name: string, format: ReportFormat, report: string])[] = [
  ['npm 7', 'npm-audit', pretty(npmV2)],
  ['npm 6', 'npm-audit', pretty(npmV1)],
  ['pnpm of 2026', 'pnpm-audit', pretty({ advisories: npmV1.advisories, metadata: npmV1.metadata })],
  ['yarn 1', 'yarn-audit', lines(yarnLines)],
  ['yarn 2 and 3', 'yarn-audit', pretty(npmV1)],
  [
    'yarn 4.0.0',
    'yarn-audit',
    pretty({
      lodash: [{ id: 1106913, url: via.url, title: via.title, severity: 'critical', vulnerable_versions: '<4.17.21', cwe: [] }],
    }),
  ],
  [
    'yarn 4',
    'yarn-audit',
    lines([berryLine, { value: 'old', children: { ID: 'old (deprecation)', Issue: 'no longer kept', Severity: 'moderate' } }]),
  ],
  ['osv-scanner', 'osv-scanner', pretty(osv)],
  ['pip-audit', 'pip-audit', pretty(pip)],
  ['pip-audit of old', 'pip-audit', pretty(pip.dependencies)],
  ['snyk', 'snyk', pretty(snyk)],
  ['snyk, several projects', 'snyk', pretty([snyk, { ...snyk, vulnerabilities: [], ok: true }])],
  ['snyk iac', 'snyk', pretty(snykIac)],
  ['cyclonedx', 'cyclonedx', pretty(cyclonedx)],
  ['trivy', 'trivy', pretty(trivy)],
  ['trivy of old', 'trivy', pretty(trivy.Results)],
  [
    'trivy of a cluster',
    'trivy',
    pretty({
      ClusterName: 'harbour',
      Resources: [{ Namespace: 'default', Kind: 'Deployment', Name: 'api', Results: trivy.Results }],
    }),
  ],
  ['trivy for GitLab', 'trivy', pretty(trivyGitlab)],
  ['trivy for AWS', 'trivy', pretty(trivyAsff)],
  ['grype', 'grype', pretty(grype)],
];
