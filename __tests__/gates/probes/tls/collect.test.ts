import { expect, test } from '@jest/globals';
import { newGuard } from '../../../../src/gates/probes/resolve.ts';
import { collectTls } from '../../../../src/gates/probes/tls/collect.ts';
import { judgeTls } from '../../../../src/gates/rules/tls/judge.ts';
import { problemsOf } from '../../problems.ts';
import { byteServer } from './bed/byte-server.ts';
import { family } from './bed/certificates.ts';

const { root, middle, leaf } = family({ names: ['two.example.org'] });
const good = ['TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256'];
const caa = (name: string) => Promise.resolve(name === 'example.org' ? ['0 issue "ca.example"'] : []);
const signal = () => AbortSignal.timeout(20_000);

test('every address of a name is scanned, and one that is not reached is said', async () => {
  const server = await byteServer({ versions: { 'TLSv1.2': good }, certificates: [leaf.der, middle.der] });
  const guard = newGuard({
    privateHosts: ['two.example.org'],
    lookup: () => Promise.resolve(['127.0.0.1', '127.0.0.2', '127.0.0.3']),
  });
  const seen = await collectTls(
    { host: `two.example.org:${server.port}` },
    { guard, signal: signal(), ca: root.pem, now: () => Date.UTC(2026, 11, 1), caps: { ms: 10_000 }, caa },
  );
  await server.close();
  expect(seen).toMatchObject({
    at: '2026-12-01T00:00:00Z',
    host: 'two.example.org',
    port: server.port,
    caa: { name: 'example.org' },
  });
  expect(seen.addresses.map(({ address, isReached }) => [address, isReached])).toEqual([
    ['127.0.0.1', true],
    ['127.0.0.2', false],
    ['127.0.0.3', false],
  ]);
  expect(seen.addresses[0]?.chains).toMatchObject([{ trust: 'trusted', hostname: 'matches' }]);
  expect(seen.untested.map(({ what }) => what)).toEqual(expect.arrayContaining(['TLSv1.2 at 127.0.0.2', 'revocation']));
  expect(judgeTls(seen, { minimum: 'TLSv1.2' })).toMatchObject({
    result: 'cannot-tell',
    summary: expect.stringContaining('127.0.0.2'),
  });
});

test('an address that may not be asked is not connected to', async () => {
  const server = await byteServer({ versions: { 'TLSv1.2': good } });
  const guard = newGuard({ lookup: () => Promise.resolve(['127.0.0.1']) });
  const [problem] = await problemsOf(() =>
    collectTls({ host: `two.example.org:${server.port}` }, { guard, signal: signal(), caa }),
  );
  await server.close();
  expect(problem?.code).toBe('probe.address');
  expect(server.connections()).toBe(0);
});

test('another name can be asked for than the host has', async () => {
  const server = await byteServer({ versions: { 'TLSv1.2': good }, certificates: [leaf.der, middle.der] });
  const guard = newGuard({ privateHosts: ['127.0.0.1'] });
  const means = { guard, signal: signal(), ca: root.pem, caa };
  const named = await collectTls({ host: `127.0.0.1:${server.port}`, name: 'two.example.org' }, means);
  const bare = await collectTls({ host: `127.0.0.1:${server.port}` }, means);
  await server.close();
  expect(named.addresses[0]?.chains).toMatchObject([{ hostname: 'matches' }]);
  expect(bare.addresses[0]?.chains).toMatchObject([{ hostname: 'differs' }]);
  expect(bare.untested).toContainEqual({ what: 'CAA', why: expect.stringContaining('127.0.0.1') });
});
