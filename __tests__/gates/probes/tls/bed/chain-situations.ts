import { certificate, family, key, stapleFor, timestampList } from './certificates.ts';
import { leaf, middle, newer, node, root, type Situation, twelve } from './good-server.ts';

const own = (...parts: Parameters<typeof family>) => {
  const made = family({ timestamps: 2, ...parts[0] }, parts[1]);
  return node({ chain: [made.leaf, made.middle], ciphers: 'ECDHE+AESGCM:@SECLEVEL=0', maxVersion: 'TLSv1.2' });
};

const wrongName = family({ timestamps: 2, names: ['elsewhere.example'] });
const expired = family({ timestamps: 2, from: -90, until: -3 });
const both = family({ timestamps: 2, from: -90, until: -3, names: ['elsewhere.example'] });
const oldMiddle = family({ timestamps: 2 }, { from: -400, until: -20 });
const alone = certificate({ subject: 'localhost', names: ['localhost'], isCa: true, timestamps: 2 });
const foreignRoot = certificate({ subject: 'Nobody knows', isCa: true, key: key('ec', 'foreign') });
const foreign = certificate({ subject: 'localhost', names: ['localhost'], by: foreignRoot, timestamps: 2 });
const noAuthority = family({ timestamps: 2 }, { isCa: false });
const elsewhereOnly = family({ timestamps: 2 }, { permitted: 'elsewhere.example' });
const stapled = family({ timestamps: 2, responder: true });
const must = family({ timestamps: 2, responder: true, mustStaple: true });

const sent = (
  certificates: readonly { der: Uint8Array }[],
  finds: readonly string[],
  more: Partial<Situation> = {},
): Situation => ({
  serve: twelve({ certificates: certificates.map(({ der }) => der) }),
  offered: ['TLSv1.2'],
  finds,
  ...more,
});

export const chainSituations: Readonly<Record<string, Situation>> = {
  expired: sent([expired.leaf, expired.middle], ['expired']),
  'expired, by Node': { serve: node({ chain: [expired.leaf, expired.middle] }), offered: newer, finds: ['expired'] },
  'for another name': sent([wrongName.leaf, wrongName.middle], ['hostname']),
  'for another name, by Node': {
    serve: node({ chain: [wrongName.leaf, wrongName.middle] }),
    offered: newer,
    finds: ['hostname'],
  },
  'expired and for another name': {
    serve: node({ chain: [both.leaf, both.middle] }),
    offered: newer,
    finds: ['expired', 'hostname'],
  },
  'not valid yet': sent([family({ timestamps: 2, from: 2 }).leaf, middle], ['early']),
  'expired in the middle': sent([oldMiddle.leaf, oldMiddle.middle], ['expired']),
  'signed by itself': { serve: node({ chain: [alone] }), offered: newer, finds: ['trust:self-signed'] },
  'below a root that nobody knows': sent([foreign, foreignRoot], ['trust:unknown-root']),
  'without the middle': sent([leaf], ['trust:incomplete', 'chain:incomplete'], { chain: { order: 'right', path: [0] } }),
  'without the middle, by Node': {
    serve: node({ chain: [leaf] }),
    offered: newer,
    finds: ['trust:incomplete', 'chain:incomplete'],
  },
  'in the wrong order': sent([leaf, root, middle], ['chain:order'], {
    chain: { order: 'wrong', path: [0, 2, 1], sendsRoot: true },
  }),
  'with a foreign one at the end': sent([leaf, middle, foreignRoot], ['chain:extra'], { chain: { order: 'right', extra: [2] } }),
  'with a foreign one between': sent([leaf, foreignRoot, middle], ['chain:order', 'chain:extra'], { chain: { extra: [1] } }),
  'with its root': sent([leaf, middle, root], [], { chain: { sendsRoot: true, extra: [] } }),
  'twice the same': sent([leaf, leaf, middle], ['chain:order', 'chain:extra']),
  'below what is no authority': sent(
    [noAuthority.leaf, noAuthority.middle],
    ['trust:incomplete', 'chain:incomplete', 'chain:extra'],
  ),
  'below an authority for other names': {
    serve: node({ chain: [elsewhereOnly.leaf, elsewhereOnly.middle] }),
    offered: newer,
    finds: ['trust:invalid'],
  },
  'an RSA key of 1024 bits': { serve: own({ key: key('rsa1024') }), offered: ['TLSv1.2'], finds: ['key'] },
  'signed with SHA-1': sent([family({ timestamps: 2, hash: 'sha1' }).leaf, middle], ['signature']),
  'signed with MD5': sent(md5Chain(), ['signature']),
  'an RSA key of 4096 bits': sent([family({ timestamps: 2, key: key('rsa4096') }).leaf, middle], []),
  'an Ed25519 key': sent([family({ timestamps: 2, key: key('ed25519') }).leaf, middle], []),
  'no timestamps': sent([family({ timestamps: 0 }).leaf, middle], ['timestamps']),
  'timestamps in the handshake': {
    serve: twelve({ certificates: [family({ timestamps: 0 }).leaf.der, middle.der], timestamps: timestampList(3) }),
    offered: ['TLSv1.2'],
    finds: [],
    chain: { timestamps: 3 },
  },
  'a responder and no staple': sent([stapled.leaf, stapled.middle], ['staple:none']),
  'a responder and a staple': {
    serve: node({ chain: [stapled.leaf, stapled.middle], staple: stapleFor(stapled.leaf) }),
    offered: newer,
    finds: [],
    chain: { stapling: 'stapled' },
  },
  'must be stapled, and is not': sent([must.leaf, must.middle], ['staple:none']),
  'must be stapled, and is': {
    serve: twelve({ certificates: [must.leaf.der, must.middle.der], staple: stapleFor(must.leaf) }),
    offered: ['TLSv1.2'],
    finds: [],
  },
  'a staple that says revoked': {
    serve: twelve({
      certificates: [stapled.leaf.der, stapled.middle.der],
      staple: stapleFor(stapled.leaf, { status: 'revoked' }),
    }),
    offered: ['TLSv1.2'],
    finds: ['staple:revoked'],
  },
  'an old staple': {
    serve: twelve({
      certificates: [stapled.leaf.der, stapled.middle.der],
      staple: stapleFor(stapled.leaf, { from: -9, until: -2 }),
    }),
    offered: ['TLSv1.2'],
    finds: ['staple:old'],
  },
  'a staple of another': {
    serve: twelve({ certificates: [stapled.leaf.der, stapled.middle.der], staple: stapleFor(leaf) }),
    offered: ['TLSv1.2'],
    finds: ['staple:broken'],
  },
  'garbage for a staple': {
    serve: twelve({ certificates: [stapled.leaf.der, stapled.middle.der], staple: Buffer.from('no staple') }),
    offered: ['TLSv1.2'],
    finds: ['staple:broken'],
  },
};

function md5Chain() {
  const authority = certificate({ subject: 'RSA middle', by: root, isCa: true, key: key('rsa', 'authority'), until: 365 });
  return [certificate({ subject: 'localhost', names: ['localhost'], by: authority, hash: 'md5', timestamps: 2 }), authority];
}
