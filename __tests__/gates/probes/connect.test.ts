import { expect, test } from '@jest/globals';
import { connectTo, type Dial, dialTcp, secure, type Way } from '../../../src/gates/probes/connect.ts';
import { authority } from './certificate.ts';
import { withBytes, withHttps } from './servers.ts';

const four = (address: string) => ({ address, family: 4 as const });

function way(port: number, more: Partial<Way> = {}): Way {
  const { signal } = new AbortController();
  return { addresses: [four('127.0.0.1')], port, where: `a.example:${port}`, dial: dialTcp, timeoutMs: 60_000, signal, ...more };
}

test('it connects to the address that it was given, or to the next when nobody is there', async () => {
  await withBytes(
    () => {},
    async ({ port }) => {
      const dialled: string[] = [];
      const dial: Dial = (to) => {
        dialled.push(to.address);
        return dialTcp(to);
      };
      const socket = await connectTo(way(port, { addresses: ['127.0.0.9', '127.0.0.1', '127.0.0.8'].map(four), dial }));
      expect([socket.remoteAddress, socket.remotePort, dialled]).toEqual(['127.0.0.1', port, ['127.0.0.9', '127.0.0.1']]);
      socket.destroy();
    },
  );
});

test('it says why nobody took it, and that there was nothing to try', async () => {
  const port = await withBytes(
    () => {},
    ({ port: was }) => Promise.resolve(was),
  );
  await expect(connectTo(way(port))).rejects.toThrow(`Nobody listens at a.example:${port}.`);
  await expect(connectTo(way(port, { addresses: [] }))).rejects.toThrow('There is no address');
});

test('a handshake that never ends is ended, and a hang-up is told', async () => {
  await withBytes(
    () => {},
    async ({ port }) => {
      const { signal, timeoutMs, where } = way(port, { timeoutMs: 100 });
      const socket = await connectTo(way(port));
      await expect(secure(socket, {}, { signal, timeoutMs, where })).rejects.toThrow('did not finish its TLS handshake');
      expect(socket.destroyed).toBe(true);
    },
  );
  await withBytes(
    (socket) => void socket.once('data', () => socket.end()),
    async ({ port }) => {
      await expect(secure(await connectTo(way(port)), {}, way(port))).rejects.toThrow(/disconnected|closed/);
    },
  );
});

test('TLS stands on the connection that was made', async () => {
  await withHttps(
    () => {},
    async ({ port, connections }) => {
      const secured = await secure(await connectTo(way(port)), { ca: authority, servername: 'localhost' }, way(port));
      expect(connections()).toBe(1);
      secured.destroy();
    },
  );
});
