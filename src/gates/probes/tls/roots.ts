import { X509Certificate } from 'node:crypto';
import { getCACertificates } from 'node:tls';
import { ProblemError } from '../../../ground/problem.ts';

/** Certificates that are trusted without anybody else having to say so. */
export interface Roots {
  /** Those whose subject is the issuer of this certificate. */
  issuersOf(certificate: X509Certificate): readonly X509Certificate[];
  has(certificate: X509Certificate): boolean;
  /** All of them as PEM, for a handshake. */
  readonly pem: string[];
}

let usual: Roots | undefined;

/** Node's own store with what the environment adds to it, or instead of it the authorities that somebody names. */
export function rootsWith(ca?: string): Roots {
  if (ca !== undefined) return rootsOf(certificatesIn(ca));
  usual ??= rootsOf(getCACertificates('default'));
  return usual;
}

function rootsOf(pem: readonly string[]): Roots {
  const all = pem.map(parsed);
  const bySubject = Map.groupBy(all, ({ subject }) => subject);
  const prints = new Set(all.map(({ fingerprint256 }) => fingerprint256));
  return {
    pem: [...pem],
    issuersOf: (certificate) => bySubject.get(certificate.issuer) ?? [],
    has: (certificate) => prints.has(certificate.fingerprint256),
  };
}

const block = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

function certificatesIn(text: string): string[] {
  const found = text.match(block) ?? [];
  if (found.length > 0) return found;
  throw unreadable('There is no certificate in it.');
}

function parsed(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch {
    throw unreadable('A certificate in it cannot be read.');
  }
}

function unreadable(why: string): ProblemError {
  return new ProblemError({
    code: 'tls.authority-unreadable',
    message: `The certificate authority that is to be trusted is no PEM text: ${why}`,
    remedy: 'Give the whole text of its certificate, from BEGIN CERTIFICATE to END CERTIFICATE.',
  });
}
