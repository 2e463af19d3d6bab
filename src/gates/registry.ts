import { checks } from './checks.ts';
import { containerScan } from './container-scan.ts';
import { cookies } from './cookies.ts';
import { coverage } from './coverage.ts';
import { dependencies } from './dependencies.ts';
import type { Gate } from './engine/contract.ts';
import { headers } from './headers.ts';
import { healthGate } from './health.ts';
import { http } from './http.ts';
import { httpsRedirect } from './https-redirect.ts';
import { releaseVersion } from './release-version.ts';
import { reviews } from './reviews.ts';
import { secretsScan } from './secrets-scan.ts';
import { staticAnalysis } from './static-analysis.ts';
import { tests } from './tests.ts';
import { tls } from './tls.ts';
import { tlsReport } from './tls-report.ts';

/** Every gate there is. A gate that does not stand here does not exist. */
export const gates: readonly Gate[] = [
  checks,
  containerScan,
  cookies,
  coverage,
  dependencies,
  headers,
  healthGate,
  http,
  httpsRedirect,
  releaseVersion,
  reviews,
  secretsScan,
  staticAnalysis,
  tests,
  tls,
  tlsReport,
];

const byId = new Map(gates.map((gate) => [gate.id, gate]));

export function gateById(id: string): Gate | undefined {
  return byId.get(id);
}
