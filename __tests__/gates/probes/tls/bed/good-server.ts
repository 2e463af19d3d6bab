import type { TlsAddress } from '../../../../../src/gates/rules/tls/evidence.ts';
import type { Version } from '../../../../../src/gates/rules/tls/versions.ts';
import { byteServer, type Listening, type Spoken } from './byte-server.ts';
import { family } from './certificates.ts';
import { everySuite, nodeServer, type Serving } from './node-server.ts';

/** One server, and all that is true of it: what is not named here must not be found. */
export interface Situation {
  readonly serve: () => Promise<Listening>;
  readonly offered: readonly Version[];
  /** Ids of findings, without the fingerprint that may end them. */
  readonly finds: readonly string[];
  /** Suites of the oldest version that it offers, when they matter. */
  readonly suites?: readonly string[];
  readonly also?: Partial<TlsAddress>;
  readonly chain?: Partial<TlsAddress['chains'][number]>;
}

export const { root, middle, leaf } = family({ timestamps: 2 });
const chain = [leaf.der, middle.der];
export const good = 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256';
export const old = 'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA';

/** A good server of our own bytes, but for what is said. TLS 1.3 it has not. */
export const bytes = (spoken: Spoken) => () => byteServer({ certificates: chain, ...spoken });
export const twelve = (spoken: Spoken, ...suites: readonly string[]) =>
  bytes({ versions: { 'TLSv1.2': suites.length > 0 ? suites : [good] }, ...spoken });
/** A good server of Node, but for what is said. */
export const node = (serving: Serving) => () =>
  nodeServer({
    chain: [leaf, middle],
    minVersion: 'TLSv1.2',
    ciphers: 'ECDHE+AESGCM',
    answer: 'HTTP/1.1 204 No Content\r\n\r\n',
    ...serving,
  });
export const weak = (more: Serving) => node({ ciphers: everySuite, ...more });
export const newer: readonly Version[] = ['TLSv1.2', 'TLSv1.3'];
