import type { ScanEvidence, ScannedAdvisory } from '../../../src/gates/scan/evidence.ts';

export const none = { critical: 0, high: 0, medium: 0, low: 0, none: 0, unknown: 0 };

export function advisory(change: Partial<ScannedAdvisory> = {}): ScannedAdvisory {
  return {
    weakness: 'vulnerability',
    ids: ['CVE-2021-23337', 'GHSA-35jh-r3h4-6jhm'],
    package: 'lodash',
    versions: ['4.17.15'],
    severity: 'high',
    fix: 'available',
    scope: 'prod',
    ...change,
  };
}

export function seen(advisories: readonly ScannedAdvisory[], change: Partial<ScanEvidence> = {}): ScanEvidence {
  const reports = [{ path: 'audit.json', format: 'npm-audit', tool: 'npm', packages: 10 }];
  return { reports, advisories: [...advisories], more: none, moreSuppressed: 0, endOfLife: [], doubts: [], ...change };
}

/** A clock that stands. */
export function at(now: string): (instant: string) => boolean {
  return (instant) => !(Date.parse(instant) > Date.parse(now));
}
