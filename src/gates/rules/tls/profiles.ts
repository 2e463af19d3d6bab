import type { Version } from './versions.ts';

export const profileNames = ['modern', 'intermediate'] as const;
export type ProfileName = (typeof profileNames)[number];

export interface Profile {
  readonly versions: readonly Version[];
  readonly suites: readonly string[];
  readonly groups: readonly string[];
  readonly keys: readonly { readonly kind: string; readonly bits: readonly number[] | { readonly least: number } }[];
  readonly signatures: readonly string[];
  readonly lifetimeDays: number;
  readonly dhBits: number;
  readonly hstsSeconds: number;
  readonly staple: boolean;
}

const newSuites = ['TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256'];
const groups = ['X25519MLKEM768', 'x25519', 'secp256r1', 'secp384r1'];
const ecdsa = ['ecdsa-with-SHA256', 'ecdsa-with-SHA384', 'ecdsa-with-SHA512'];

/** Mozilla's server side TLS guidelines 6.0, of 2026-04-06. A staple is asked for where the certificate has a responder. */
export const profileVersion = '6.0';
export const profiles: Readonly<Record<ProfileName, Profile>> = {
  modern: {
    versions: ['TLSv1.3'],
    suites: newSuites,
    groups,
    keys: [{ kind: 'EC', bits: [256, 384] }],
    signatures: ecdsa,
    lifetimeDays: 90,
    dhBits: 2048,
    hstsSeconds: 63_072_000,
    staple: true,
  },
  intermediate: {
    versions: ['TLSv1.2', 'TLSv1.3'],
    suites: [
      ...newSuites,
      'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
      'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
      'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384',
      'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
      'TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256',
      'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256',
    ],
    groups,
    keys: [
      { kind: 'EC', bits: [256, 384] },
      { kind: 'RSA', bits: { least: 2048 } },
    ],
    signatures: [...ecdsa, 'sha256WithRSAEncryption', 'sha384WithRSAEncryption', 'sha512WithRSAEncryption'],
    lifetimeDays: 366,
    dhBits: 2048,
    hstsSeconds: 63_072_000,
    staple: true,
  },
};
