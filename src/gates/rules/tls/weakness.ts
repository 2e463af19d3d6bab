import type { TlsCertificate, TlsChain } from './evidence.ts';
import { strengthOf } from './suites.ts';

/** Why no suite of this name should be offered; nothing when there is no reason. */
export function weaknessOf(suite: string): string | undefined {
  const { cipher, bits, isAuthenticated, isExport } = strengthOf(suite);
  if (cipher.startsWith('NULL')) return 'does not encrypt';
  if (!isAuthenticated) return 'does not say who the server is';
  if (isExport) return 'was made to be broken';
  if (cipher.startsWith('RC4')) return 'is RC4, which is broken';
  if (cipher.startsWith('3DES')) return 'is 3DES, whose blocks are too short';
  if (/^(?:IDEA|RC2|28147|MAGMA)/.test(cipher)) return 'has blocks that are too short';
  if (bits < 112) return `has only ${bits} bits`;
  return cipher.endsWith('_MD5') ? 'uses MD5' : undefined;
}

export const leastRsa = 2048;
export const leastEc = 256;

export function isWeakSignature({ signature }: TlsCertificate): boolean {
  return /^md\d|sha1|SHA1/i.test(signature);
}

/** Bits that are missing, or a kind of key that browsers do not take. */
export function keyFlaw(
  { key }: TlsCertificate,
  least: { rsa: number; ec: number } = { rsa: leastRsa, ec: leastEc },
): string | undefined {
  if (key.kind === 'DSA') return `is a DSA key`;
  const bits = key.kind === 'RSA' ? least.rsa : least.ec;
  if (!['RSA', 'EC', 'ed25519', 'ed448', 'rsa-pss'].includes(key.kind)) return undefined;
  return key.bits < bits ? `has ${key.bits} bits, fewer than ${bits}` : undefined;
}

/** The certificates that lead to a root. The signature of a root itself says nothing: who trusts it has it already. */
export function pathOf(chain: TlsChain): TlsCertificate[] {
  return chain.path.flatMap((at) => chain.certificates[at] ?? []);
}
