import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { ReportBench } from '../reports.ts';

const severities = ['low', 'moderate', 'high', 'critical'] as const;

/** As yarn does: the same advisory again for every path, with all of its paths each time. */
function line(number: number): string {
  const id = number % 40;
  const paths = Array.from({ length: 20 }, (_, at) => `harbour>package-${at}>inner-${at % 7}>module-${id}`);
  const advisory = {
    findings: [{ version: '1.2.3', paths }],
    id,
    title: 'Something that does things',
    module_name: `module-${id}`,
    severity: severities[id % 4],
    cves: [`CVE-2024-${id}`],
    vulnerable_versions: '<1.2.4',
    patched_versions: '>=1.2.4',
    overview: 'When a thing is done with a "thing" of some length, something else happens.\n'.repeat(8),
    github_advisory_id: 'GHSA-35jh-r3h4-6jhm',
    url: 'https://github.com/advisories/GHSA-35jh-r3h4-6jhm',
  };
  const resolution = { id, path: paths[number % 20], dev: false, optional: false, bundled: false };
  return `${JSON.stringify({ type: 'auditAdvisory', data: { resolution, advisory } })}\n`;
}

export const bench: ReportBench = {
  name: 'yarn-audit',
  megabytes: 900,
  *generate() {
    let written = 0;
    while ((yield line(written)) !== 'enough') written += 1;
    const each = (at: number) => Math.floor(written / 40) * 10 - at;
    const vulnerabilities = { info: 0, low: each(0), moderate: each(0), high: each(0), critical: each(0) };
    yield `${JSON.stringify({ type: 'auditSummary', data: { vulnerabilities, totalDependencies: 900 } })}\n`;
  },
  ours: async (path) => {
    const { readReport } = await import('../../src/gates/reports/read.ts');
    const { facts } = await readReport(path);
    return JSON.stringify(facts['unique_by_severity']);
  },
  others: {
    'readline and JSON.parse': async (path) => {
      const known = new Map<number, string>();
      for await (const text of createInterface({ input: createReadStream(path) })) {
        const {
          type,
          data,
        }: { readonly type: string; readonly data: { readonly advisory: { readonly id: number; readonly severity: string } } } =
          JSON.parse(text);
        if (type === 'auditAdvisory') known.set(data.advisory.id, data.advisory.severity);
      }
      return `${known.size} advisories`;
    },
  },
};
