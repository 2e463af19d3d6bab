import { describe, expect, test } from '@jest/globals';
import { judgeClaim } from '../../src/gates/engine/judge.ts';
import { collectAll } from '../../src/gates/engine/runner.ts';
import { compareLimits } from '../../src/gates/engine/tighten.ts';
import { issuesOf } from '../../src/gates/engine/validate.ts';
import { tls } from '../../src/gates/tls.ts';
import type { Json } from '../../src/ground/json.ts';
import { byteServer } from './probes/tls/bed/byte-server.ts';
import { family } from './probes/tls/bed/certificates.ts';

test('from a target to the answer, with other limits and no new scan', async () => {
  const { root, middle, leaf } = family();
  const suites = ['TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256'];
  const server = await byteServer({
    versions: { 'TLSv1.1': ['TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA'], 'TLSv1.2': suites },
    certificates: [leaf.der, middle.der],
  });
  const target = {
    name: 'production',
    url: `https://127.0.0.1:${server.port}`,
    private: true,
    ca: () => Promise.resolve(root.pem),
  };
  const use = { gate: 'tls', target: 'production', source: { name: 'localhost' }, limits: {} };
  const [claim] = await collectAll([use], { gateById: () => tls, targets: [target] });
  await server.close();
  expect(claim).toMatchObject({ state: 'collected', data: { host: 'localhost', addresses: [{ isReached: true }] } });
  if (claim === undefined) return;
  expect(judgeClaim(tls, claim, { minimum: 'TLSv1.1', require: ['certificate'] }).result).toBe('pass');
  expect(judgeClaim(tls, claim, { minimum: 'TLSv1.2' })).toMatchObject({ result: 'fail', findings: [{ id: 'version:TLSv1.1' }] });
});

test('without a target there is nothing to scan', async () => {
  const [claim] = await collectAll([{ gate: 'tls', source: {}, limits: {} }], { gateById: () => tls });
  expect(claim).toMatchObject({ state: 'broken', reason: expect.stringContaining('target') });
});

describe('limits', () => {
  test.each<[Json, string]>([
    [{}, 'needs at least 1 of'],
    [{ minimum: 'TLS 1.2' }, 'did you mean "TLSv1.2"?'],
    [{ require: ['certificat'] }, 'did you mean "certificate"?'],
    [{ profile: 'old' }, 'must be'],
    [{ lifetime: 101 }, 'at most 100'],
    [{ days: -1 }, 'at least 0'],
    [{ suites: [] }, 'must not be empty'],
  ])('%j are refused', (limits, message) => {
    expect(
      issuesOf(tls.limits, limits)
        .map((issue) => issue.message)
        .join('\n'),
    ).toContain(message);
  });

  test.each<[Json, Json, string]>([
    [{ days: 10 }, { days: 20 }, 'tightened'],
    [{ days: 20 }, { days: 10 }, 'loosened'],
    [{ require: ['trusted'] }, { require: ['trusted', 'hostname'] }, 'tightened'],
    [{ require: ['trusted', 'hostname'] }, { require: ['trusted'] }, 'loosened'],
    [{ suites: ['a', 'b'] }, { suites: ['a'] }, 'tightened'],
    [{ suites: ['a'] }, {}, 'loosened'],
    [{ minimum: 'TLSv1.2' }, { minimum: 'TLSv1.1' }, 'loosened'],
  ])('from %j to %j: %s', (from, to, expected) => {
    expect(compareLimits(tls.limits, from, to)).toBe(expected);
  });
});
