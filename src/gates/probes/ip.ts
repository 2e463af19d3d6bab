import { isIP } from 'node:net';

/** `private`: only where somebody named the host · `forbidden`: never, whoever asks. */
export type Reach = 'public' | 'private' | 'forbidden';

export interface Range {
  readonly reach: Reach;
  /** What it is, for a sentence: `a link-local address`. */
  readonly what: string;
}

type Row = readonly [cidr: string, reach: Reach, what: string];

/**
 * IANA's special-purpose registries, and what clouds answer with credentials on. The first row that holds an address counts, so what is
 * special inside of a range stands before it.
 */
const rows: readonly Row[] = [
  ['100.100.100.200/32', 'forbidden', 'the metadata address of a cloud'],
  ['168.63.129.16/32', 'forbidden', 'the metadata address of a cloud'],
  ['169.254.0.0/16', 'forbidden', 'a link-local address, where clouds keep credentials'],
  ['192.0.0.0/24', 'forbidden', 'an address of the IETF'],
  ['0.0.0.0/8', 'forbidden', 'no address of a host'],
  ['127.0.0.0/8', 'private', 'the loopback'],
  ['10.0.0.0/8', 'private', 'a private address'],
  ['172.16.0.0/12', 'private', 'a private address'],
  ['192.168.0.0/16', 'private', 'a private address'],
  ['100.64.0.0/10', 'private', 'a shared address of a provider'],
  ['198.18.0.0/15', 'private', 'an address for benchmarks'],
  ['192.0.2.0/24', 'forbidden', 'an address for documentation'],
  ['198.51.100.0/24', 'forbidden', 'an address for documentation'],
  ['203.0.113.0/24', 'forbidden', 'an address for documentation'],
  ['192.31.196.0/24', 'forbidden', 'an address for reverse look-ups'],
  ['192.175.48.0/24', 'forbidden', 'an address for reverse look-ups'],
  ['192.52.193.0/24', 'forbidden', 'an address for multicast relays'],
  ['192.88.99.0/24', 'forbidden', 'a 6to4 relay'],
  ['224.0.0.0/4', 'forbidden', 'a multicast address'],
  ['240.0.0.0/4', 'forbidden', 'a reserved address'],
  ['0.0.0.0/0', 'public', 'a public address'],

  ['fd00:ec2::254/128', 'forbidden', 'the metadata address of a cloud'],
  ['fd20:ce::254/128', 'forbidden', 'the metadata address of a cloud'],
  ['fd00:42::42/128', 'forbidden', 'the metadata address of a cloud'],
  ['::1/128', 'private', 'the loopback'],
  ['::/96', 'forbidden', 'an IPv4 address in an outdated form'],
  ['::ffff:0:0:0/96', 'forbidden', 'a translated IPv4 address'],
  ['64:ff9b:1::/48', 'forbidden', 'an address for translation inside of a network'],
  ['100::/64', 'forbidden', 'an address that discards'],
  ['100:0:0:1::/64', 'forbidden', 'an address that stands for none'],
  ['2001:db8::/32', 'forbidden', 'an address for documentation'],
  ['2001::/32', 'forbidden', 'a Teredo address'],
  ['2001::/23', 'forbidden', 'an address of the IETF'],
  ['2002::/16', 'forbidden', 'a 6to4 address'],
  ['2620:4f:8000::/48', 'forbidden', 'an address for reverse look-ups'],
  ['3fff::/20', 'forbidden', 'an address for documentation'],
  ['fc00::/7', 'private', 'a private address'],
  ['fe80::/10', 'forbidden', 'a link-local address'],
  ['fec0::/10', 'forbidden', 'a site-local address'],
  ['ff00::/8', 'forbidden', 'a multicast address'],
  ['2000::/3', 'public', 'a public address'],
  ['::/0', 'forbidden', 'an address that nobody has'],
];

interface Net {
  readonly bits: readonly number[];
  readonly length: number;
  readonly range: Range;
}

const nets: readonly Net[] = rows.map(([cidr, reach, what]) => {
  const [address = '', length = ''] = cidr.split('/');
  return { bits: bytesOf(address) ?? [], length: Number(length), range: { reach, what } };
});

const noAddress: Range = { reach: 'forbidden', what: 'no address' };

/** What kind of address it is. An IPv4 address inside of an IPv6 one counts as what it leads to. */
export function rangeOf(address: string): Range {
  const bytes = bytesOf(address);
  return bytes === undefined ? noAddress : rangeOfBytes(bytes);
}

function rangeOfBytes(bytes: readonly number[]): Range {
  const inner = embedded(bytes);
  if (inner?.never === true) return { reach: 'forbidden', what: inner.form };
  if (inner !== undefined) {
    const { reach, what } = rangeOfBytes(inner.address);
    return { reach, what: `${what}, as ${inner.form}` };
  }
  return nets.find((net) => holds(net, bytes))?.range ?? noAddress;
}

interface Embedded {
  readonly address: readonly number[];
  readonly form: string;
  /** Not asked in this form, whatever is inside. */
  readonly never?: true;
}

/** Mapped addresses and those of NAT64 lead to the IPv4 address inside; ISATAP hides one in what looks public. */
function embedded(bytes: readonly number[]): Embedded | undefined {
  if (bytes.length !== 16) return undefined;
  const address = bytes.slice(12);
  const head = bytes.slice(0, 12).join('.');
  if (head === '0.0.0.0.0.0.0.0.0.0.255.255') return { address, form: 'a mapped IPv4 address' };
  if (head === '0.100.255.155.0.0.0.0.0.0.0.0') return { address, form: 'an IPv4 address behind NAT64' };
  const isIsatap = ['0.0.94.254', '2.0.94.254'].includes(bytes.slice(8, 12).join('.'));
  return isIsatap ? { address, form: 'an ISATAP address', never: true } : undefined;
}

function holds({ bits, length }: Net, bytes: readonly number[]): boolean {
  if (bits.length !== bytes.length) return false;
  const whole = Math.floor(length / 8);
  if (bits.slice(0, whole).some((byte, at) => byte !== bytes[at])) return false;
  const rest = length % 8;
  return rest === 0 || ((bits[whole] ?? 0) ^ (bytes[whole] ?? 0)) >> (8 - rest) === 0;
}

/** Only what a resolver or `URL` writes: four decimals, or hexadecimal groups without a zone. */
function bytesOf(address: string): readonly number[] | undefined {
  const family = isIP(address);
  if (family === 4) return address.split('.').map(Number);
  if (family !== 6 || address.includes('%')) return undefined;
  const [head = '', tail] = dotless(address).split('::');
  const before = groupsOf(head);
  const after = groupsOf(tail ?? '');
  const gap = tail === undefined ? 0 : 8 - before.length - after.length;
  return [...before, ...Array.from({ length: gap }, () => 0), ...after].flatMap((group) => [group >> 8, group & 255]);
}

function groupsOf(text: string): number[] {
  return text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16));
}

/** The last two groups may be written as an IPv4 address. */
function dotless(address: string): string {
  const dotted = address.slice(address.lastIndexOf(':') + 1);
  if (!dotted.includes('.')) return address;
  const [a = 0, b = 0, c = 0, d = 0] = dotted.split('.').map(Number);
  const groups = [(a << 8) | b, (c << 8) | d].map((group) => group.toString(16));
  return address.slice(0, -dotted.length) + groups.join(':');
}
