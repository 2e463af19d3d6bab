import { describe, expect, test } from '@jest/globals';
import { rootsWith } from '../../../../src/gates/probes/tls/roots.ts';
import { scanAddress } from '../../../../src/gates/probes/tls/scan.ts';
import type { TlsEvidence } from '../../../../src/gates/rules/tls/evidence.ts';
import { judgeTls } from '../../../../src/gates/rules/tls/judge.ts';
import type { TlsLimits } from '../../../../src/gates/rules/tls/limits.ts';
import { versions } from '../../../../src/gates/rules/tls/versions.ts';
import { chainSituations } from './bed/chain-situations.ts';
import { root, type Situation } from './bed/good-server.ts';
import { featureSituations, suiteSituations, versionSituations } from './bed/situations.ts';

/** Everything at once: what a server has not wrong must not be found either. */
const limits: TlsLimits = {
  minimum: 'TLSv1.2',
  dhBits: 2048,
  require: [
    'certificate',
    'strong-suites',
    'forward-secrecy',
    'server-preference',
    'secure-renegotiation',
    'no-compression',
    'no-heartbeat',
    'fallback',
    'stapling',
    'timestamps',
  ],
};

async function seenAt(situation: Situation) {
  const server = await situation.serve();
  try {
    const place = { name: 'localhost', address: '127.0.0.1', port: server.port };
    const signal = AbortSignal.timeout(50_000);
    const { address } = await scanAddress(place, { roots: rootsWith(root.pem), signal, protocols: [], caps: { ms: 15_000 } });
    const seen: TlsEvidence = { at: new Date().toISOString(), host: 'localhost', port: 1, addresses: [address], untested: [] };
    return { address, judgement: judgeTls(seen, limits), connections: server.connections() };
  } finally {
    await server.close();
  }
}

describe.each([
  ['versions', versionSituations],
  ['suites', suiteSituations],
  ['chains', chainSituations],
  ['features', featureSituations],
])('%s', (_, situations) => {
  test.each(Object.entries(situations))('%s', async (__, situation) => {
    const { address, judgement, connections } = await seenAt(situation);
    const offered = versions.filter((version) => address.protocols[version] === 'offered');
    const refused = versions.filter((version) => address.protocols[version] === 'refused');
    expect({ offered, refused }).toEqual({
      offered: situation.offered,
      refused: versions.filter((version) => !situation.offered.includes(version)),
    });
    const ids = judgement.findings.map(({ id }) => id.replace(/:[0-9a-f]{12}$/, ''));
    expect(ids.toSorted()).toEqual(situation.finds.toSorted());
    if (situation.suites !== undefined) expect(address.suites[0]?.suites.toSorted()).toEqual(situation.suites);
    expect(address).toMatchObject(situation.also ?? {});
    if (situation.chain !== undefined) expect(address.chains[0]).toMatchObject(situation.chain);
    expect(address.connections).toBe(connections);
    expect(connections).toBeLessThan(110);
  });
});

test('the table is long enough to be one', () => {
  const all = [versionSituations, suiteSituations, chainSituations, featureSituations].flatMap(Object.keys);
  expect(all.length).toBeGreaterThanOrEqual(60);
});
