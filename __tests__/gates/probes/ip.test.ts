import { isIP } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { rangeOf } from '../../../src/gates/probes/ip.ts';

/** The first and the last of each range, and those just beside it. */
const edges: readonly (readonly [reach: string, ...addresses: string[]])[] = [
  [
    'forbidden',
    '0.0.0.0',
    '0.255.255.255',
    '169.254.0.0',
    '169.254.169.254',
    '169.254.255.255',
    '100.100.100.200',
    '168.63.129.16',
  ],
  ['forbidden', '192.0.0.0', '192.0.0.192', '192.0.0.255', '192.0.2.1', '198.51.100.7', '203.0.113.255', '192.88.99.1'],
  ['forbidden', '192.31.196.1', '192.52.193.1', '192.175.48.1', '224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255'],
  ['private', '10.0.0.0', '10.255.255.255', '127.0.0.0', '127.0.0.1', '127.255.255.255', '172.16.0.0', '172.31.255.255'],
  ['private', '192.168.0.0', '192.168.255.255', '100.64.0.0', '100.127.255.255', '198.18.0.0', '198.19.255.255'],
  ['public', '1.0.0.0', '9.255.255.255', '11.0.0.0', '126.255.255.255', '128.0.0.0', '172.15.255.255', '172.32.0.0', '8.8.8.8'],
  [
    'public',
    '192.167.255.255',
    '192.169.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '198.17.255.255',
    '198.20.0.0',
    '223.255.255.255',
  ],
  ['public', '169.253.255.255', '169.255.0.0', '192.0.1.0', '192.0.3.0', '168.63.129.15', '168.63.129.17'],
  ['forbidden', '::', '::2', '::127.0.0.1', '::8.8.8.8', '::ffff:0:8.8.8.8', '64:ff9b:1::1', '100::1', '100:0:0:1::1'],
  ['forbidden', '2001::1', '2001:0:4136:e378:8000:63bf:3fff:fdd2', '2001:2::1', '2001:10::1', '2001:20::1', '2001:1ff:ffff::1'],
  ['forbidden', '2001:db8::1', '2001:db8:ffff::1', '2002::1', '2002:7f00:1::1', '2002:808:808::1', '2620:4f:8000::1', '3fff::1'],
  ['forbidden', '5f00::1', '4000::1', '8000::1', 'fe80::1', 'febf::1', 'fec0::1', 'feff::1', 'ff02::1', 'ffff::1', '1::1'],
  ['forbidden', 'fd00:ec2::254', 'fd20:ce::254', 'fd00:42::42', 'fe80::1%eth0', '2600::5efe:7f00:1', '2600::200:5efe:808:808'],
  ['forbidden', '::ffff:169.254.169.254', '::ffff:a9fe:a9fe', '64:ff9b::169.254.169.254', '::ffff:0.0.0.0', '64:ff9b::e000:1'],
  ['private', '::1', 'fc00::', 'fdff:ffff::1', 'fd00:ec2::253', '::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:10.1.2.3'],
  ['private', '64:ff9b::10.0.0.1', '64:ff9b::7f00:1', '0:0:0:0:0:ffff:c0a8:1'],
  ['public', '2000::', '2001:200::1', '2003::1', '2606:4700::1111', '3ffe::1', '::ffff:8.8.8.8', '64:ff9b::808:808'],
];

const cases = edges.flatMap(([reach, ...addresses]) => addresses.map((address) => [address, reach] as const));

describe('every special range, to its edges', () => {
  test.each(cases)('%s is %s', (address, reach) => {
    expect(rangeOf(address)).toEqual({ reach, what: expect.stringMatching(/\w/) });
  });
});

test('what is no address in its one spelling is never asked', () => {
  for (const text of [
    '',
    'localhost',
    '127.1',
    '0x7f000001',
    '017700000001',
    '2130706433',
    '[::1]',
    '1.2.3.4.5',
    ':::',
    '1.2.3.256',
  ]) {
    expect([text, rangeOf(text).reach]).toEqual([text, 'forbidden']);
  }
});

test('an IPv4 address is the same whatever IPv6 form leads to it, and every spelling of an IPv6 address is one', () => {
  fc.assert(
    fc.property(fc.ipV4(), (address) => {
      const { reach } = rangeOf(address);
      expect(rangeOf(`::ffff:${address}`).reach).toBe(reach);
      expect(rangeOf(`64:ff9b::${address}`).reach).toBe(reach);
      expect(rangeOf(`2002::${address}`).reach).toBe('forbidden');
    }),
  );
  fc.assert(
    fc.property(fc.ipV6(), (address) => {
      expect(isIP(address)).toBe(6);
      const short = new URL(`http://[${address}]`).hostname.slice(1, -1);
      expect([short, rangeOf(short)]).toEqual([short, rangeOf(address)]);
      expect(rangeOf(address.toUpperCase())).toEqual(rangeOf(address));
    }),
  );
});
