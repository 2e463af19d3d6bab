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
