import { getDiffieHellman } from 'node:crypto';
import { integer, sequence } from './der.ts';

/** The prime of 1024 bits that RFC 2409 names, as a file for a server. */
export function dhPrime(): string {
  const group = getDiffieHellman('modp2');
  const der = sequence(integer(group.getPrime()), integer(2));
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN DH PARAMETERS-----\n${lines.join('\n')}\n-----END DH PARAMETERS-----\n`;
}
