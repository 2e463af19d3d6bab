import { constants } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { newAsker } from '../../../../src/gates/probes/tls/ask.ts';
import { clientRenegotiationOf, resumptionOf } from '../../../../src/gates/probes/tls/resume.ts';
import { listening } from './bed/byte-server.ts';
import { certificate } from './bed/certificates.ts';
import { nodeServer, type Serving } from './bed/node-server.ts';

const chain = [certificate({ subject: 'localhost' })];

async function at<T>(serving: Serving, look: (asker: ReturnType<typeof newAsker>) => Promise<T>): Promise<T> {
  const server = await nodeServer({ chain, ...serving });
  const place = { name: 'localhost', address: '127.0.0.1', port: server.port };
  const asker = newAsker(place, { connections: 20, ms: 3000, atOnce: 2 }, new AbortController().signal);
  try {
    return await look(asker);
  } finally {
    await server.close();
  }
}

test.each(['TLSv1.2', 'TLSv1.3'] as const)('sessions of %s are resumed, or not', async (version) => {
  expect(await at({}, (asker) => resumptionOf(asker, version))).toBe('yes');
  const never = { secureOptions: constants.SSL_OP_NO_TICKET, sessionTimeout: 1 };
  expect(await at(never, (asker) => resumptionOf(asker, version))).toBe('no');
});

test('clients may renegotiate, or not', async () => {
  expect(await at({}, clientRenegotiationOf)).toBe('yes');
  expect(await at({ secureOptions: constants.SSL_OP_NO_RENEGOTIATION }, clientRenegotiationOf)).toBe('no');
});

test('whoever does not speak TLS leaves it untested', async () => {
  const server = await listening((socket) => socket.destroy());
  const asker = newAsker(
    { name: 'a', address: '127.0.0.1', port: server.port },
    { connections: 9, ms: 500, atOnce: 2 },
    new AbortController().signal,
  );
  expect([await resumptionOf(asker, 'TLSv1.2'), await clientRenegotiationOf(asker)]).toEqual(['untested', 'untested']);
  await server.close();
});
