import type { TlsEvidence } from '../../gates/rules/tls/evidence.ts';
import type { Json } from '../../ground/json.ts';
import type { ProbeSection } from '../../views/probe.ts';

/** What `gonogo probe` can look at: a gate each, at an address that a person types. */
export interface ProbeKind {
  readonly kind: string;
  readonly about: string;
  /** How the address is written, for the help. */
  readonly address: 'URL' | 'HOST[:PORT]';
  readonly gate: string;
  /** How it is judged when nobody says how. */
  readonly usual?: Json;
  /** What else is shown of what was seen. */
  readonly details?: (evidence: Json) => Promise<{ readonly json: object; readonly sections: readonly ProbeSection[] }>;
}

export const probeKinds: readonly ProbeKind[] = [
  { kind: 'headers', address: 'URL', about: 'Security headers: score, grade, and what the score lets through.', gate: 'headers' },
  { kind: 'cookies', address: 'URL', about: 'Every cookie that it sets.', gate: 'cookies' },
  { kind: 'health', address: 'URL', about: 'What a service says of its health.', gate: 'health' },
  { kind: 'http', address: 'URL', about: 'Whether requests are answered as expected, and how fast.', gate: 'http' },
  {
    kind: 'release',
    address: 'URL',
    about: 'Whether the commit and version of this work tree run there.',
    gate: 'release-version',
  },
  { kind: 'redirect', address: 'URL', about: 'Whether the plain address sends one to https.', gate: 'https-redirect' },
  {
    kind: 'tls',
    address: 'HOST[:PORT]',
    about: 'What TLS offers there, with a grade; smtp://HOST and its like ask for STARTTLS.',
    gate: 'tls',
    usual: { minimum: 'TLSv1.2', require: ['certificate', 'strong-suites', 'no-compression', 'secure-renegotiation'] },
    details: async (evidence) => {
      const { tlsDetails } = await import('./probe-tls.ts');
      // The runner lets nothing else through that calls itself evidence of this gate.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      return tlsDetails(evidence as TlsEvidence & Json);
    },
  },
];
