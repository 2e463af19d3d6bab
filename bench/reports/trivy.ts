import { readFileSync } from 'node:fs';
import type { ReportBench } from '../reports.ts';

const severities = ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] as const;

function vulnerability(number: number) {
  const name = `lib${number % 900}`;
  return {
    VulnerabilityID: `CVE-2024-${number}`,
    PkgID: `${name}@1.2.${number % 9}`,
    PkgName: name,
    PkgIdentifier: { PURL: `pkg:deb/debian/${name}@1.2.${number % 9}?arch=amd64`, UID: 'abcdef0123456789' },
    InstalledVersion: `1.2.${number % 9}`,
    ...(number % 3 > 0 && { FixedVersion: `1.3.${number % 9}` }),
    Status: number % 3 > 0 ? 'fixed' : 'affected',
    Layer: { Digest: `sha256:${'a'.repeat(64)}`, DiffID: `sha256:${'b'.repeat(64)}` },
    SeveritySource: 'nvd',
    PrimaryURL: `https://avd.aquasec.com/nvd/cve-2024-${number}`,
    Title: 'A flaw in something that does things',
    Description: 'When a thing is done with a "thing" of some length, something else happens.\n'.repeat(5),
    Severity: severities[number % 4],
    CweIDs: ['CWE-79', 'CWE-20'],
    CVSS: { nvd: { V3Vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', V3Score: 9.8 } },
    References: Array.from({ length: 8 }, (_, at) => `https://example.com/advisories/${number}/${at}/details`),
    PublishedDate: '2024-01-01T00:00:00Z',
    LastModifiedDate: '2024-02-01T00:00:00Z',
  };
}

interface Vulnerability {
  readonly Severity?: string;
}

export const bench: ReportBench = {
  name: 'trivy',
  megabytes: 595,
  *generate() {
    yield '{"SchemaVersion":2,"ArtifactName":"harbour","ArtifactType":"container_image","Results":[{"Target":"harbour","Vulnerabilities":[';
    yield JSON.stringify(vulnerability(0));
    for (let number = 1; ; number++) {
      if ((yield `,${JSON.stringify(vulnerability(number))}`) === 'enough') break;
    }
    yield ']}]}';
  },
  ours: async (path) => {
    const { readReport } = await import('../../src/gates/reports/read.ts');
    const { facts } = await readReport(path);
    return JSON.stringify(facts['vulns_by_severity']);
  },
  others: {
    'JSON.parse': (path) => {
      const report: { readonly Results: readonly { readonly Vulnerabilities: readonly Vulnerability[] }[] } = JSON.parse(
        readFileSync(path, 'utf8'),
      );
      return Promise.resolve(String(report.Results[0]?.Vulnerabilities.filter(({ Severity }) => Severity === 'CRITICAL').length));
    },
    '@streamparser/json': async (path) => {
      const { JSONParser } = await import('@streamparser/json');
      const { createReadStream } = await import('node:fs');
      const parser = new JSONParser({ paths: ['$.Results.*.Vulnerabilities.*'], keepStack: false });
      let critical = 0;
      parser.onValue = ({ value }) => {
        if (typeof value === 'object' && value !== null && Reflect.get(value, 'Severity') === 'CRITICAL') critical += 1;
      };
      const pieces: AsyncIterable<Uint8Array> = createReadStream(path, { highWaterMark: 256 * 1024 });
      for await (const piece of pieces) parser.write(piece);
      return String(critical);
    },
  },
};
