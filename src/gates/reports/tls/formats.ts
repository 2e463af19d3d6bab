import { wrong } from '../source.ts';
import { at, textAt } from './loose.ts';
import type { Reported } from './reported.ts';
import { readSslLabs } from './ssl-labs.ts';
import { readSslyze } from './sslyze.ts';
import { readTestssl } from './testssl.ts';

export type TlsFormat = 'testssl' | 'sslyze' | 'ssllabs';

interface Format {
  readonly format: TlsFormat;
  readonly fits: (report: unknown) => boolean;
  readonly read: (report: unknown) => Reported[];
}

const formats: readonly Format[] = [
  { format: 'sslyze', fits: (report) => Array.isArray(at(report, 'server_scan_results')), read: readSslyze },
  {
    format: 'ssllabs',
    fits: (report) => Array.isArray(at(report, 'endpoints')) || Array.isArray(at(report, 0, 'endpoints')),
    read: readSslLabs,
  },
  {
    format: 'testssl',
    fits: (report) =>
      Array.isArray(at(report, 'scanResult')) ||
      (textAt(report, 0, 'id') !== undefined && textAt(report, 0, 'finding') !== undefined),
    read: readTestssl,
  },
];

/** Whose report it is, by its shape. What has none of them is a problem, never a guess. */
export function tlsFormatOf(report: unknown, file: string): Format {
  const found = formats.find(({ fits }) => fits(report));
  if (found !== undefined) return found;
  throw wrong(file, {
    code: 'report.unknown',
    message: 'This is no report of a scan of TLS that can be read here.',
    remedy: 'Name the JSON of testssl.sh (--jsonfile), sslyze (--json_out) or SSL Labs (ssllabs-scan).',
  });
}
