import { expect, test } from '@jest/globals';
import { newAsker, usualCaps } from '../../../../src/gates/probes/tls/ask.ts';
import { suitesToAsk, takeStock } from '../../../../src/gates/probes/tls/inventory.ts';
import { suiteCode, suiteName, suites } from '../../../../src/gates/rules/tls/suites.ts';
import { versions } from '../../../../src/gates/rules/tls/versions.ts';
import { byteServer } from './bed/byte-server.ts';

test('helpings are small enough for every server, and leave nothing out', () => {
  for (const version of versions) expect(Math.max(...suitesToAsk(version).map(({ length }) => length))).toBeLessThanOrEqual(125);
  const asked = new Set([...suitesToAsk('TLSv1.2').flat(), ...suitesToAsk('TLSv1.3').flat()]);
  expect(suites.filter(({ code }) => !asked.has(code))).toEqual([]);
  expect(
    suitesToAsk('TLSv1')
      .flat()
      .filter((code) => /GCM|SHA256/.test(suiteName(code))),
  ).toEqual([]);
});

test('suites are found in the order of the server, each once', async () => {
  const names = [
    'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
    'TLS_RSA_WITH_RC4_128_SHA',
    'TLS_DH_DSS_WITH_SEED_CBC_SHA',
    'TLS_RSA_WITH_NULL_MD5',
  ];
  const server = await byteServer({ versions: { 'TLSv1.2': names } });
  const asker = newAsker({ name: 'a', address: '127.0.0.1', port: server.port }, usualCaps, new AbortController().signal);
  const found = await takeStock(asker, 'TLSv1.2');
  await server.close();
  expect(found).toMatchObject({ offer: 'offered', isComplete: true });
  // The likely ones are asked for first, whatever the server would rather have.
  expect(found.suites.map(suiteName)).toEqual([...names.filter((name) => !name.includes('DSS')), 'TLS_DH_DSS_WITH_SEED_CBC_SHA']);
  expect(asker.used()).toBe(6);
  expect(suiteCode(names[0] ?? '')).toBe(found.suites[0]);
});
