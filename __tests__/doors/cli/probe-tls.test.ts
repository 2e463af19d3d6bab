import { expect, test } from '@jest/globals';
import { tlsDetails } from '../../../src/doors/cli/probe-tls.ts';
import { withFolder } from '../../gates/folder.ts';
import { byteServer } from '../../gates/probes/tls/bed/byte-server.ts';
import { family } from '../../gates/probes/tls/bed/certificates.ts';
import { address, chain, own, seen, seenWith } from '../../gates/rules/tls/sample.ts';
import { ask, askJson } from './ask.ts';

const { root, middle, leaf } = family();

test('a person reads a grade, what lowers it, and all that was seen', async () => {
  const versions = { TLSv1: ['TLS_RSA_WITH_RC4_128_SHA'], 'TLSv1.2': ['TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256'] };
  const server = await byteServer({ versions, certificates: [leaf.der, middle.der] });
  try {
    await withFolder({ 'ca.pem': root.pem }, async (folder) => {
      const words = ['probe', 'tls', `127.0.0.1:${server.port}`, '--ca', 'ca.pem', '--source', '{"name":"localhost"}'];
      const { code, out } = await ask(folder, ...words);
      expect(code).toBe(1);
      expect(out).toMatch(/^✗ FAILED {2}tls 127\.0\.0\.1:\d+\n/);
      expect(out).toMatch(/Grade B, \d+ of 100\n {2}· B: [\s\S]*RC4/);
      expect(out).toMatch(/✗ TLSv1 +offered\n {2}✓ TLSv1\.1 +refused/);
      expect(out).toMatch(/✗ TLS_RSA_WITH_RC4_128_SHA +is RC4, which is broken/);
      expect(out).toMatch(/Not tested\n[\s\S]*Heartbleed/);
      const { json } = await askJson(folder, ...words);
      expect(json).toMatchObject({
        format: 'gonogo/probe/1',
        grade: 'B',
        protocols: { SSLv3: 'refused', TLSv1: 'offered', 'TLSv1.1': 'refused', 'TLSv1.2': 'offered', 'TLSv1.3': 'refused' },
        judgement: { result: 'fail' },
        evidence: { addresses: [{ address: '127.0.0.1' }] },
      });
    });
  } finally {
    await server.close();
  }
});

const text = (evidence: Parameters<typeof tlsDetails>[0]) =>
  tlsDetails(evidence)
    .sections.flatMap(({ title, rows }) => [title, ...rows.map((row) => `${row.sign ?? '-'} ${row.title} ${row.detail ?? ''}`)])
    .join('\n');

test('everything that is wrong with a certificate has its row', () => {
  const shown = text(
    seenWith({
      chains: [
        {
          ...chain,
          hostname: 'differs',
          trust: 'unknown-root',
          trustWhy: 'WHY',
          order: 'wrong',
          extra: [1],
          certificates: [{ ...own, notAfter: '2026-11-20T00:00:00Z' }],
        },
      ],
    }),
  );
  expect(shown).toMatch(/bad host example\.org is none of them/);
  expect(shown).toMatch(/bad trust unknown-root \(WHY\)/);
  expect(shown).toMatch(/bad lasts -11 days more/);
  expect(shown).toMatch(/bad sent 1, in the wrong order, 1 of them foreign/);
});

test('several addresses are told apart, and one that was not reached says why', () => {
  const shown = text(seenWith({}, { isReached: false, why: 'nothing listens there', suites: [], groups: [], chains: [] }));
  expect(shown).toMatch(/Versions at 192\.0\.2\.1\n/);
  expect(shown).toMatch(/unknown not reached nothing listens there/);
  expect(shown).toMatch(/^No grade can be given/);
  expect(text(seen)).toMatch(/^Grade A\+, \d+ of 100\nVersions\ngood SSLv2 refused/);
  expect(text(seenWith({ protocols: { ...address.protocols, TLSv1: 'untested' } }))).toMatch(/unknown TLSv1 untested/);
});
