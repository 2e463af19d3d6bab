import { describe, expect, test } from '@jest/globals';
import type { TlsEvidence } from '../../../../src/gates/rules/tls/evidence.ts';
import { groups } from '../../../../src/gates/rules/tls/groups.ts';
import { profileOutcomes } from '../../../../src/gates/rules/tls/profile-check.ts';
import { profiles } from '../../../../src/gates/rules/tls/profiles.ts';
import { suiteCode } from '../../../../src/gates/rules/tls/suites.ts';
import { address, seen, seenWith, withOwn, withSuites } from './sample.ts';

const ids = (evidence: TlsEvidence, name: 'modern' | 'intermediate') =>
  profileOutcomes(evidence, name).flatMap(({ findings }) => findings.map(({ id }) => id));
const modern = seenWith({ protocols: { ...address.protocols, 'TLSv1.2': 'refused' }, suites: address.suites.slice(1) });

test('who keeps to a profile has nothing to answer for', () => {
  expect(ids(seen, 'intermediate')).toEqual([]);
  expect(ids(modern, 'modern')).toEqual([]);
});

describe('who does not', () => {
  test.each<[string, TlsEvidence, 'modern' | 'intermediate', readonly string[]]>([
    [
      'TLS 1.2 for modern',
      seen,
      'modern',
      ['version:TLSv1.2', 'suite:TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384', 'suite:TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256'],
    ],
    [
      'DHE for intermediate',
      withSuites('TLS_DHE_RSA_WITH_AES_128_GCM_SHA256'),
      'intermediate',
      ['suite:TLS_DHE_RSA_WITH_AES_128_GCM_SHA256'],
    ],
    [
      'another group',
      seenWith({ groups: [{ version: 'TLSv1.3', groups: ['x25519', 'x448'], isComplete: true }] }),
      'intermediate',
      ['group:x448'],
    ],
    [
      'RSA for modern',
      seenWith({ ...modern.addresses[0], chains: withOwn({ key: { kind: 'RSA', bits: 4096 } }).addresses[0]?.chains ?? [] }),
      'modern',
      ['profile-key:aaaaaaaaaaaa'],
    ],
    ['a short RSA key', withOwn({ key: { kind: 'RSA', bits: 1024 } }), 'intermediate', ['profile-key:aaaaaaaaaaaa']],
    ['a curve that is not named', withOwn({ key: { kind: 'EC', bits: 521 } }), 'intermediate', ['profile-key:aaaaaaaaaaaa']],
    ['a weak signature', withOwn({ signature: 'sha1WithRSAEncryption' }), 'intermediate', ['profile-signature:aaaaaaaaaaaa']],
    [
      'a long life',
      withOwn({ notBefore: '2026-01-01T00:00:00Z', notAfter: '2027-06-01T00:00:00Z' }),
      'intermediate',
      ['profile-lifetime:aaaaaaaaaaaa'],
    ],
    ['a small prime', seenWith({ dhBits: 1024 }), 'intermediate', ['dh']],
    ['a short HSTS', seenWith({ hsts: 31_536_000 }), 'intermediate', ['hsts']],
    ['a responder and no staple', withOwn({ hasResponder: true }), 'intermediate', ['staple:none']],
  ])('%s', (_, evidence, name, expected) => {
    expect(ids(evidence, name)).toEqual(expected);
  });
});

test('what was not tested is doubted', () => {
  const evidence = seenWith({ protocols: { ...address.protocols, TLSv1: 'untested' } });
  expect(profileOutcomes(evidence, 'intermediate').flatMap(({ doubts }) => doubts)).toContain(
    'whether TLSv1 is offered could not be tested',
  );
});

test('every suite and group that a profile names exists', () => {
  for (const profile of Object.values(profiles)) {
    expect(profile.suites.filter((name) => suiteCode(name) === undefined)).toEqual([]);
    expect(profile.groups.filter((name) => !groups.some((each) => each.name === name))).toEqual([]);
  }
});
