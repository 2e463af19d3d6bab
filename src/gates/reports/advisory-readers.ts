import type { Json } from '../../ground/json.ts';
import type { Intake } from './advisory.ts';
import type { Detected } from './detect.ts';
import { sketchOf } from './sketch.ts';
import type { Source } from './source.ts';
import {
  isBerryLines,
  isNpmV1,
  isNpmV2,
  isSnykIac,
  isTrivyAsff,
  isTrivyGitlab,
  isYarnLines,
  type vulnerabilityFormats,
} from './vulnerability-formats.ts';

export type AdvisoryFormat = Exclude<(typeof vulnerabilityFormats)[number]['format'], 'openvex'>;

type Facts = { readonly [name: string]: Json };

type Reader = (source: Source, to: Intake, found: Detected) => Promise<Facts>;

const readers: Readonly<Record<AdvisoryFormat | 'sarif', Reader>> = {
  sarif: async (source, to) => (await import('./sarif-advisories.ts')).readSarifAdvisories(source, to),
  'npm-audit': readAudit,
  'pnpm-audit': readAudit,
  'yarn-audit': readAudit,
  'osv-scanner': async (source, to) => (await import('./osv-scanner.ts')).readOsvScanner(source, to),
  'pip-audit': async (source, to) => (await import('./pip-audit.ts')).readPipAudit(source, to),
  snyk: async (source, to) => {
    const { readSnyk, readSnykIac } = await import('./snyk.ts');
    return isSnykIac(sketchOf(source.head)) ? readSnykIac(source, to) : readSnyk(source, to);
  },
  trivy: readAnyTrivy,
  grype: async (source, to) => (await import('./grype.ts')).readGrype(source, to),
  cyclonedx: async (source, to, { writtenBy }) => {
    const { readCycloneDx } = await import('./cyclonedx.ts');
    return readCycloneDx(source, to, writtenBy === undefined ? 'cyclonedx' : `${writtenBy}-cyclonedx`);
  },
};

/** Reads any report of vulnerabilities into the intake, and says what is in it in the words of its format. */
export async function readAdvisories(source: Source, found: Detected, to: Intake): Promise<Facts> {
  const reader = Object.entries(readers).find(([format]) => format === found.format)?.[1];
  if (reader === undefined) throw new TypeError(`reports of the format ${found.format} hold no advisories`);
  return reader(source, to, found);
}

async function readAnyTrivy(source: Source, to: Intake): Promise<Facts> {
  const { readTrivyAsff, readTrivyGitlab } = await import('./trivy-templates.ts');
  const sketch = sketchOf(source.head);
  if (isTrivyGitlab(sketch)) return readTrivyGitlab(source, to);
  if (isTrivyAsff(sketch)) return readTrivyAsff(source, to);
  return (await import('./trivy.ts')).readTrivy(source, to);
}

async function readAudit(source: Source, to: Intake, { format }: Detected): Promise<Facts> {
  const sketch = sketchOf(source.head);
  if (isNpmV2(sketch)) return (await import('./npm-audit.ts')).readNpmAudit(source, to);
  if (isNpmV1(sketch)) {
    const { readNpmAuditV1 } = await import('./npm-audit-v1.ts');
    return readNpmAuditV1(source, to, format === 'yarn-audit' ? 'yarn-berry-json(npm-v1)' : 'npm-v1');
  }
  const { readBerryLines, readBerryObject, readYarnAudit } = await import('./yarn-audit.ts');
  if (isYarnLines(sketch)) return readYarnAudit(source, to);
  return isBerryLines(sketch) ? readBerryLines(source, to) : readBerryObject(source, to);
}
