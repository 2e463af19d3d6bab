import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { isIPv4 } from 'node:net';
import { bits, der, integer, nothing, octets, oid, sequence, set, time, utf8, yes } from './der.ts';

/** A certificate of our own making, as bad as a test wants it. */
export interface Wanted {
  readonly subject: string;
  /** Whoever signs it; itself when absent. */
  readonly by?: Made;
  readonly key?: KeyPair;
  readonly names?: readonly string[];
  /** In days from now. */
  readonly from?: number;
  readonly until?: number;
  readonly hash?: 'sha256' | 'sha384' | 'sha1' | 'md5';
  readonly isCa?: boolean;
  readonly pathLength?: number;
  readonly responder?: boolean;
  readonly mustStaple?: boolean;
  readonly timestamps?: number;
  readonly usage?: string;
  /** Names that an authority may not certify outside of: `example.org`. */
  readonly permitted?: string;
}

export interface Made {
  readonly der: Buffer;
  readonly pem: string;
  readonly subject: string;
  readonly serial: Buffer;
  readonly key: KeyPair;
  readonly keyPem: string;
}

export interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

const keys = new Map<string, KeyPair>();

/** Making RSA keys takes long: one of each kind is enough for all tests of a file. */
export function key(kind: 'ec' | 'ec384' | 'rsa' | 'rsa1024' | 'rsa4096' | 'ed25519', which = ''): KeyPair {
  const known = keys.get(kind + which);
  if (known !== undefined) return known;
  const made = newKey(kind);
  keys.set(kind + which, made);
  return made;
}

function newKey(kind: 'ec' | 'ec384' | 'rsa' | 'rsa1024' | 'rsa4096' | 'ed25519'): KeyPair {
  if (kind === 'ed25519') return generateKeyPairSync('ed25519');
  if (kind === 'ec') return generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  if (kind === 'ec384') return generateKeyPairSync('ec', { namedCurve: 'secp384r1' });
  return generateKeyPairSync('rsa', { modulusLength: Number(kind.slice(3)) || 2048 });
}

const day = 86_400_000;
let serials = 0;

export function certificate(wanted: Wanted): Made {
  const { subject, by, hash = 'sha256', from = -1, until = 90 } = wanted;
  const own = wanted.key ?? key('ec');
  const signer = by?.key ?? own;
  serials += 1;
  const serial = createHash('sha256').update(`${serials} ${process.pid}`).digest().subarray(0, 12);
  serial[0] = 0x41;
  const algorithm = algorithmOf(signer, hash);
  const body = sequence(
    der(0xa0, integer(2)),
    integer(serial),
    algorithm,
    name(by?.subject ?? subject),
    sequence(time(new Date(Date.now() + from * day)), time(new Date(Date.now() + until * day))),
    name(subject),
    own.publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensionsOf(wanted))),
  );
  const isEdwards = signer.privateKey.asymmetricKeyType === 'ed25519';
  const signature = sign(isEdwards ? null : hash, body, signer.privateKey);
  const whole = sequence(body, algorithm, bits(signature));
  return {
    der: whole,
    pem: `-----BEGIN CERTIFICATE-----\n${lines(whole)}\n-----END CERTIFICATE-----\n`,
    subject,
    serial,
    key: own,
    keyPem: own.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

function lines(bytes: Buffer): string {
  return (bytes.toString('base64').match(/.{1,64}/g) ?? []).join('\n');
}

export function name(text: string): Buffer {
  return sequence(set(sequence(oid('2.5.4.3'), utf8(text))));
}

export function algorithmOf({ privateKey }: KeyPair, hash: NonNullable<Wanted['hash']>): Buffer {
  if (privateKey.asymmetricKeyType === 'ed25519') return sequence(oid('1.3.101.112'));
  if (privateKey.asymmetricKeyType === 'ec')
    return sequence(
      oid({ sha256: '1.2.840.10045.4.3.2', sha384: '1.2.840.10045.4.3.3', sha1: '1.2.840.10045.4.1', md5: '1.2' }[hash]),
    );
  const last = { sha256: 11, sha384: 12, sha1: 5, md5: 4 }[hash];
  return sequence(oid(`1.2.840.113549.1.1.${last}`), nothing);
}

function extensionsOf(wanted: Wanted): Buffer[] {
  const { isCa = false, names = [], pathLength, responder, mustStaple, timestamps = 0, usage, permitted } = wanted;
  const list: Buffer[] = [];
  const add = (id: string, value: Uint8Array, critical = false) =>
    list.push(sequence(oid(id), ...(critical ? [yes] : []), octets(value)));
  add('2.5.29.19', isCa ? sequence(yes, ...(pathLength === undefined ? [] : [integer(pathLength)])) : sequence(), true);
  if (isCa) add('2.5.29.15', der(0x03, Buffer.from([1, 0x86])), true);
  if (names.length > 0) add('2.5.29.17', sequence(...names.map(altName)));
  if (usage !== undefined) add('2.5.29.37', sequence(oid(usage)));
  const at = der(0x86, Buffer.from('http://responder.invalid/'));
  if (responder === true) add('1.3.6.1.5.5.7.1.1', sequence(sequence(oid('1.3.6.1.5.5.7.48.1'), at)));
  if (mustStaple === true) add('1.3.6.1.5.5.7.1.24', sequence(integer(5)));
  if (timestamps > 0) add('1.3.6.1.4.1.11129.2.4.2', octets(timestampList(timestamps)));
  if (permitted !== undefined) add('2.5.29.30', sequence(der(0xa0, sequence(der(0x82, Buffer.from(permitted))))), true);
  return list;
}

function altName(text: string): Buffer {
  return isIPv4(text) ? der(0x87, Buffer.from(text.split('.').map(Number))) : der(0x82, Buffer.from(text));
}

/** As many timestamps as wanted, none of them signed by anybody. */
export function timestampList(count: number): Buffer {
  const one = Buffer.concat([Buffer.from([0, 47]), Buffer.alloc(47, 7)]);
  const body = Buffer.concat(Array.from({ length: count }, () => one));
  return Buffer.concat([Buffer.from([body.length >> 8, body.length & 0xff]), body]);
}

/** A root, an authority below it, and a server's certificate below that. */
export function family(leaf: Partial<Wanted> = {}, middle: Partial<Wanted> = {}): { root: Made; middle: Made; leaf: Made } {
  const root = certificate({ subject: 'Test root', isCa: true, key: key('ec', 'root'), until: 3650 });
  const between = certificate({ subject: 'Test middle', by: root, isCa: true, key: key('ec', 'middle'), until: 365, ...middle });
  const own = certificate({ subject: 'example.org', names: ['localhost', 'example.org'], by: between, ...leaf });
  return { root, middle: between, leaf: own };
}

/** An OCSP response for this certificate, unsigned by anybody who matters. */
export function stapleFor(
  { serial }: { serial: Uint8Array },
  { status = 'good', from = -1, until = 3 }: { status?: 'good' | 'revoked' | 'unknown'; from?: number; until?: number } = {},
): Buffer {
  const signer = key('ec');
  const hash = sequence(oid('1.3.14.3.2.26'), nothing);
  const id = sequence(hash, octets(Buffer.alloc(20, 1)), octets(Buffer.alloc(20, 2)), integer(serial));
  const at = (days: number) => time(new Date(Date.now() + days * day));
  const answer = { good: der(0x80), revoked: der(0xa1, at(-2)), unknown: der(0x82) }[status];
  const data = sequence(
    der(0xa1, name('Test responder')),
    at(from),
    sequence(sequence(id, answer, at(from), der(0xa0, at(until)))),
  );
  const basic = sequence(data, algorithmOf(signer, 'sha256'), bits(sign('sha256', data, signer.privateKey)));
  return sequence(der(0x0a, Buffer.from([0])), der(0xa0, sequence(oid('1.3.6.1.5.5.7.48.1.1'), octets(basic))));
}
