import {
  createDecipheriv,
  createECDH,
  createHash,
  createHmac,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
} from 'node:crypto';
import { cursorOf, join, MalformedError, u16, vector } from './bytes.ts';
import type { KeyShare } from './hello.ts';
import type { ServerHello } from './messages.ts';
import type { TlsRecord } from './records.ts';

/**
 * What a client needs to read the first flight of TLS 1.3: that is where the chain stands, exactly as sent, which no library hands
 * over. Only reads: it proves nothing about the server, and says nothing secret.
 */
export interface Secrets {
  readonly shares: readonly KeyShare[];
  /** Every message of the handshake, in order. */
  hear(message: Uint8Array): void;
  /** After the hello of the server: derives the keys. */
  agree(hello: ServerHello): void;
  open(record: TlsRecord): { readonly type: number; readonly body: Uint8Array } | undefined;
}

interface Cipher {
  readonly name: 'aes-128-gcm' | 'aes-256-gcm' | 'chacha20-poly1305' | 'aes-128-ccm';
  readonly keyBytes: number;
  readonly hash: 'sha256' | 'sha384';
  readonly tagBytes: number;
}

const ciphers: Readonly<Record<number, Cipher>> = {
  0x1301: { name: 'aes-128-gcm', keyBytes: 16, hash: 'sha256', tagBytes: 16 },
  0x1302: { name: 'aes-256-gcm', keyBytes: 32, hash: 'sha384', tagBytes: 16 },
  0x1303: { name: 'chacha20-poly1305', keyBytes: 32, hash: 'sha256', tagBytes: 16 },
  0x1304: { name: 'aes-128-ccm', keyBytes: 16, hash: 'sha256', tagBytes: 16 },
  0x1305: { name: 'aes-128-ccm', keyBytes: 16, hash: 'sha256', tagBytes: 8 },
};

const curves: Readonly<Record<number, string>> = { 23: 'prime256v1', 24: 'secp384r1', 25: 'secp521r1' };
const x25519 = 29;

/** The groups that keys can be made for here. */
export const keyGroups: readonly number[] = [x25519, 23, 24, 25];

interface OwnKey {
  readonly share: KeyShare;
  agree(theirs: Uint8Array): Uint8Array;
}

function newKey(group: number): OwnKey {
  const curve = curves[group];
  if (curve !== undefined) {
    const own = createECDH(curve);
    return { share: { group, key: own.generateKeys() }, agree: (theirs) => own.computeSecret(theirs) };
  }
  const { publicKey, privateKey } = generateKeyPairSync('x25519');
  const prefix = Buffer.from('302a300506032b656e032100', 'hex');
  const key = publicKey.export({ type: 'spki', format: 'der' }).subarray(prefix.length);
  const agree = (theirs: Uint8Array) =>
    diffieHellman({
      privateKey,
      publicKey: createPublicKey({ key: Buffer.concat([prefix, theirs]), format: 'der', type: 'spki' }),
    });
  return { share: { group, key }, agree };
}

export function newSecrets(groups: readonly number[]): Secrets {
  const own = groups.filter((group) => keyGroups.includes(group)).map(newKey);
  const heard: Uint8Array[] = [];
  let keys: { readonly cipher: Cipher; readonly key: Uint8Array; readonly iv: Uint8Array } | undefined;
  let count = 0;
  return {
    shares: own.map(({ share }) => share),
    hear: (message) => {
      // What comes later is not hashed here.
      if (keys === undefined) heard.push(message);
    },
    agree: ({ suite, group, key }) => {
      const cipher = ciphers[suite];
      const ours = own.find(({ share }) => share.group === group);
      if (cipher === undefined || ours === undefined || key === undefined)
        throw new MalformedError('it chose what it was not offered');
      keys = { cipher, ...serverKeys(cipher, ours.agree(key), join(...heard)) };
    },
    open: (record) => {
      if (keys === undefined) return undefined;
      const plain = decrypt(keys, record, count);
      count += 1;
      return plain;
    },
  };
}

/** RFC 8446, 7.1, as far as the keys of the server for the handshake. */
function serverKeys({ hash, keyBytes }: Cipher, shared: Uint8Array, transcript: Uint8Array): { key: Uint8Array; iv: Uint8Array } {
  const size = hash === 'sha256' ? 32 : 48;
  const nothing = createHash(hash).digest();
  const expand = (secret: Uint8Array, label: string, { context, length }: { context: Uint8Array; length: number }) => {
    const info = join(u16(length), vector(1, Buffer.from(`tls13 ${label}`)), vector(1, context));
    // One block is always enough: nothing here is longer than a hash.
    return createHmac(hash, secret).update(info).update(Uint8Array.of(1)).digest().subarray(0, length);
  };
  const early = createHmac(hash, Buffer.alloc(size)).update(Buffer.alloc(size)).digest();
  const derived = expand(early, 'derived', { context: nothing, length: size });
  const handshake = createHmac(hash, derived).update(shared).digest();
  const context = createHash(hash).update(transcript).digest();
  const traffic = expand(handshake, 's hs traffic', { context, length: size });
  const none = new Uint8Array();
  return {
    key: expand(traffic, 'key', { context: none, length: keyBytes }),
    iv: expand(traffic, 'iv', { context: none, length: 12 }),
  };
}

function decrypt(
  { cipher, key, iv }: { cipher: Cipher; key: Uint8Array; iv: Uint8Array },
  { head, body }: TlsRecord,
  count: number,
): { type: number; body: Uint8Array } {
  if (body.length < cipher.tagBytes + 1) throw new MalformedError('a sealed record is too short');
  const nonce = Buffer.from(iv);
  nonce.writeUInt32BE((nonce.readUInt32BE(8) ^ count) >>> 0, 8);
  const sealed = body.subarray(0, -cipher.tagBytes);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const opener = createDecipheriv(cipher.name as 'aes-128-ccm', key, nonce, { authTagLength: cipher.tagBytes });
  opener.setAuthTag(body.subarray(-cipher.tagBytes));
  opener.setAAD(head, { plaintextLength: sealed.length });
  try {
    const plain = join(opener.update(sealed), opener.final());
    const end = plain.findLastIndex((byte) => byte !== 0);
    const type = cursorOf(plain.subarray(Math.max(0, end))).u8();
    return { type, body: plain.subarray(0, Math.max(0, end)) };
  } catch {
    throw new MalformedError('a sealed record cannot be opened');
  }
}
