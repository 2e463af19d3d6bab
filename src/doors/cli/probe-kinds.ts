/** What `gonogo probe` can look at: a gate each, at an address that a person types. */
export interface ProbeKind {
  readonly kind: string;
  readonly about: string;
  /** How the address is written, for the help. */
  readonly address: 'URL' | 'HOST[:PORT]';
  readonly gate: string;
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
];
