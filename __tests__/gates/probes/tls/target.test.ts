import { expect, test } from '@jest/globals';
import { collectTarget } from '../../../../src/gates/probes/tls/target.ts';
import { problemsOf } from '../../problems.ts';
import { byteServer } from './bed/byte-server.ts';
import { family } from './bed/certificates.ts';

const { root, middle, leaf } = family();
const versions = { 'TLSv1.2': ['TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256'] };
const target = (url: string, isPrivate = true) => ({ name: 'p', url, private: isPrivate, ca: () => Promise.resolve(root.pem) });
const signal = () => AbortSignal.timeout(20_000);

test('the host of an address of the web, whatever stands behind it, is trusted as the target says', async () => {
  const server = await byteServer({ versions, certificates: [leaf.der, middle.der] });
  const seen = await collectTarget({}, target(`https://localhost:${server.port}/path?q=1`), signal());
  await server.close();
  expect(seen).toMatchObject({ host: 'localhost', port: server.port });
  expect(seen.addresses.find(({ address }) => address === '127.0.0.1')?.chains).toMatchObject([{ trust: 'trusted' }]);
});

test('a scheme says what is spoken before TLS begins, and the source may say it too', async () => {
  const server = await byteServer({
    versions,
    before: (socket) => new Promise((resolve) => socket.once('data', () => socket.write('S', () => resolve()))),
  });
  const seen = await collectTarget({}, target(`postgresql://localhost:${server.port}/db`), signal());
  const said = await collectTarget({ startTls: 'postgres', port: server.port }, target('https://localhost'), signal());
  await server.close();
  expect(
    [seen, said].map(({ startTls, addresses }) => [
      startTls,
      addresses.find(({ address }) => address === '127.0.0.1')?.protocols['TLSv1.2'],
    ]),
  ).toEqual([
    ['postgres', 'offered'],
    ['postgres', 'offered'],
  ]);
});

test('a private address is scanned only where the target says that it is one', async () => {
  const [problem] = await problemsOf(() => collectTarget({}, target('https://127.0.0.1:9', false), signal()));
  expect(problem?.code).toBe('probe.address');
});
