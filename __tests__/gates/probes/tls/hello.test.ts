import { describe, expect, test } from '@jest/globals';
import { cursorOf, hex, u16List } from '../../../../src/gates/probes/tls/bytes.ts';
import { clientHello, type Hello } from '../../../../src/gates/probes/tls/hello.ts';
import { readExtensions } from '../../../../src/gates/probes/tls/messages.ts';
import { extensions } from '../../../../src/gates/probes/tls/wire.ts';

function read(hello: Hello) {
  const { record, message } = clientHello(hello);
  const cursor = cursorOf(message.subarray(4));
  const version = cursor.u16();
  cursor.take(32);
  const session = cursor.vector(1);
  const suites = u16List(cursor.vector(2));
  const compressions = [...cursor.vector(1)];
  const found = cursor.left() > 0 ? readExtensions(cursor.vector(2)) : undefined;
  return {
    head: hex(record.subarray(0, 3)),
    isWhole: record.length === message.length + 5,
    version,
    session,
    suites,
    compressions,
    found,
  };
}

describe('a hello says its version as that version wants it', () => {
  test.each([
    ['SSLv3', '160300', 0x0300],
    ['TLSv1', '160301', 0x0301],
    ['TLSv1.1', '160301', 0x0302],
    ['TLSv1.2', '160301', 0x0303],
    ['TLSv1.3', '160301', 0x0303],
  ] as const)('%s', (version, head, code) => {
    const said = read({ version, suites: [0x2f, 0x1301], name: 'example.org' });
    expect(said).toMatchObject({ head, isWhole: true, version: code, suites: [0x2f, 0x1301], compressions: [0] });
    expect(said.found === undefined).toBe(version === 'SSLv3');
    expect(said.found?.has(extensions.supportedVersions) ?? false).toBe(version === 'TLSv1.3');
    expect(said.found?.has(extensions.renegotiationInfo) ?? false).toBe(!['SSLv3', 'TLSv1.3'].includes(version));
  });
});

test('a name is asked for, an address never', () => {
  const nameIn = (name: string) => read({ version: 'TLSv1.2', suites: [1], name }).found?.get(extensions.serverName);
  expect(Buffer.from(nameIn('example.org') ?? []).toString('latin1')).toContain('example.org');
  expect([nameIn('192.0.2.1'), nameIn('2001:db8::1')]).toEqual([undefined, undefined]);
});

test('what is asked for besides', () => {
  const { found, compressions } = read({
    version: 'TLSv1.2',
    suites: [1],
    groups: [29, 23],
    protocols: ['h2'],
    compression: true,
    heartbeat: true,
  });
  expect(compressions).toEqual([1, 0]);
  expect(hex(found?.get(extensions.supportedGroups) ?? new Uint8Array())).toBe('0004001d0017');
  expect(hex(found?.get(extensions.alpn) ?? new Uint8Array())).toBe('0003026832');
  expect(found?.has(extensions.heartbeat)).toBe(true);
});

test('SSLv2 has a form of its own', () => {
  const { record } = clientHello({ version: 'SSLv2', suites: [] });
  expect(hex(record.subarray(2, 5))).toBe('010002');
  expect(cursorOf(record).u16()).toBe(0x8000 | (record.length - 2));
});
