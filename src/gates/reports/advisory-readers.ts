import type { Json } from '../../ground/json.ts';
import type { Intake } from './advisory.ts';
import type { Detected } from './detect.ts';
import { sketchOf } from './sketch.ts';
import type { Source } from './source.ts';
import { isBerryLines, isNpmV1, isNpmV2, isSnykIac, isYarnLines, type vulnerabilityFormats } from './vulnerability-formats.ts';

export type AdvisoryFormat = Exclude<(typeof vulnerabilityFormats)[number]['format'], 'openvex'>;

type Facts = { readonly [name: string]: Json };

/** Reads any report of vulnerabilities into the intake, and says what is in it in the words of its format. */
export async function readAdvisories(source: Source, { format, writtenBy }: Detected, to: Intake): Promise<Facts> {
  const { readCycloneDx } = await import('./cyclonedx.ts');
  switch (format) {
    case 'npm-audit':
    case 'pnpm-audit':
    case 'yarn-audit':
      return readAudit(source, format, to);
    case 'osv-scanner':
      return (await import('./osv-scanner.ts')).readOsvScanner(source, to);
    case 'pip-audit':
      return (await import('./pip-audit.ts')).readPipAudit(source, to);
    case 'snyk': {
      const { readSnyk, readSnykIac } = await import('./snyk.ts');
      return isSnykIac(sketchOf(source.head)) ? readSnykIac(source, to) : readSnyk(source, to);
    }
    case 'trivy':
      return (await import('./trivy.ts')).readTrivy(source, to);
    case 'grype':
      return (await import('./grype.ts')).readGrype(source, to);
    case 'cyclonedx':
      return readCycloneDx(source, to, writtenBy === undefined ? 'cyclonedx' : `${writtenBy}-cyclonedx`);
    default:
      throw new TypeError(`reports of the format ${format} hold no advisories`);
  }
}

async function readAudit(source: Source, format: 'npm-audit' | 'pnpm-audit' | 'yarn-audit', to: Intake): Promise<Facts> {
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
