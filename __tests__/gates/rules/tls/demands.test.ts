import { describe, expect, test } from '@jest/globals';
import { demandOutcomes } from '../../../../src/gates/rules/tls/demands.ts';
import type { TlsEvidence } from '../../../../src/gates/rules/tls/evidence.ts';
import type { Demand } from '../../../../src/gates/rules/tls/limits.ts';
import { address, chain, middle, own, seen, seenWith, withChain, withOwn, withSuites } from './sample.ts';

const ids = (evidence: TlsEvidence, demand: Demand) =>
  demandOutcomes(evidence, [demand]).flatMap(({ findings }) => findings.map(({ id }) => id));
const doubts = (evidence: TlsEvidence, demand: Demand) => demandOutcomes(evidence, [demand]).flatMap((each) => each.doubts);
const leaf = 'aaaaaaaaaaaa';

describe('what a demand finds', () => {
  test.each<[Demand, string, TlsEvidence, readonly string[]]>([
    ['trusted', 'a chain that misses one', withChain({ trust: 'incomplete' }), ['trust:incomplete']],
    ['trusted', 'a chain against the rules', withChain({ trust: 'invalid', trustWhy: 'INVALID_CA' }), ['trust:invalid']],
    ['hostname', 'another name', withChain({ hostname: 'differs' }), ['hostname']],
    ['chain', 'one that is missing', withChain({ trust: 'incomplete' }), ['chain:incomplete']],
    ['chain', 'the wrong order', withChain({ order: 'wrong' }), ['chain:order']],
    ['chain', 'a foreign one', withChain({ extra: [1] }), ['chain:extra:bbbbbbbbbbbb']],
    ['dates', 'one that has expired', withOwn({ notAfter: '2026-11-30T23:59:59Z' }), [`expired:${leaf}`]],
    ['dates', 'one that is not valid yet', withOwn({ notBefore: '2026-12-01T00:00:01Z' }), [`early:${leaf}`]],
    ['dates', 'one without a date', withOwn({ notAfter: 'never' }), [`expired:${leaf}`]],
    [
      'dates',
      'an expired one above',
      withChain({ certificates: [own, { ...middle, notAfter: '2026-01-01T00:00:00Z' }] }),
      ['expired:bbbbbbbbbbbb'],
    ],
    ['signatures', 'SHA-1', withOwn({ signature: 'ecdsa-with-SHA1' }), [`signature:${leaf}`]],
    [
      'signatures',
      'SHA-1 of a root, which says nothing',
      withChain({ certificates: [own, { ...middle, signature: 'sha1WithRSAEncryption', isSelfSigned: true }] }),
      [],
    ],
    ['keys', 'RSA of 1024 bits', withOwn({ key: { kind: 'RSA', bits: 1024 } }), [`key:${leaf}`]],
    ['keys', 'a DSA key', withOwn({ key: { kind: 'DSA', bits: 2048 } }), [`key:${leaf}`]],
    ['keys', 'EC of 224 bits', withOwn({ key: { kind: 'EC', bits: 224 } }), [`key:${leaf}`]],
    ['strong-suites', 'RC4', withSuites('TLS_ECDHE_RSA_WITH_RC4_128_SHA'), ['suite:TLS_ECDHE_RSA_WITH_RC4_128_SHA']],
    ['strong-suites', 'SSLv2', seenWith({ protocols: { ...address.protocols, SSLv2: 'offered' } }), ['suite:SSLv2']],
    ['forward-secrecy', 'static RSA', withSuites('TLS_RSA_WITH_AES_128_GCM_SHA256'), ['secrecy:TLS_RSA_WITH_AES_128_GCM_SHA256']],
    ['server-preference', 'the choice of the client', seen, ['preference:TLSv1.2', 'preference:TLSv1.3']],
    [
      'post-quantum',
      'curves alone',
      seenWith({ groups: [{ version: 'TLSv1.3', groups: ['x25519'], isComplete: true }] }),
      ['post-quantum'],
    ],
    [
      'secure-renegotiation',
      'renegotiation that is not secure',
      seenWith({ secureRenegotiation: 'no' }),
      ['renegotiation:insecure'],
    ],
    [
      'no-client-renegotiation',
      'renegotiation by clients',
      seenWith({ clientRenegotiation: 'yes' }),
      ['renegotiation:by-client'],
    ],
    ['no-compression', 'compression', seenWith({ compression: 'yes' }), ['compression']],
    ['no-heartbeat', 'the heartbeat', seenWith({ heartbeat: 'yes' }), ['heartbeat']],
    ['fallback', 'a fallback that goes unnoticed', seenWith({ fallback: 'no' }), ['fallback']],
    ['resumption', 'no resumption', seenWith({ resumption: 'no' }), ['resumption']],
    ['stapling', 'a responder and no staple', withOwn({ hasResponder: true }), ['staple:none']],
    ['stapling', 'no responder and no staple', seen, []],
    ['stapling', 'a staple without a start', withChain({ stapling: 'stapled', staple: { status: 'good' } }), ['staple:old']],
    [
      'stapling',
      'a staple of yesterday',
      withChain({ stapling: 'stapled', staple: { status: 'good', from: '2026-11-20T00:00:00Z', until: '2026-11-30T00:00:00Z' } }),
      ['staple:old'],
    ],
    [
      'stapling',
      'a staple for some days',
      withChain({ stapling: 'stapled', staple: { status: 'good', from: '2026-11-30T00:00:00Z', until: '2026-12-05T00:00:00Z' } }),
      [],
    ],
    ['timestamps', 'one timestamp', withOwn({ timestamps: 1 }), ['timestamps']],
    [
      'timestamps',
      'one in the certificate and one in the handshake',
      seenWith({ chains: [{ ...chain, certificates: [{ ...own, timestamps: 1 }], timestamps: 1 }] }),
      [],
    ],
    ['caa', 'no record', { ...seen, caa: { name: 'example.org', records: [] } }, ['caa']],
    ['same-everywhere', 'two that differ', seenWith({}, { suites: [] }), ['addresses']],
  ])('%s: %s', (demand, _, evidence, expected) => {
    expect(ids(evidence, demand)).toEqual(expected);
  });
});

describe('what a demand would have to know', () => {
  test.each<[Demand, TlsEvidence]>([
    ['trusted', withChain({ trust: 'untested' })],
    ['hostname', seenWith({ chains: [] })],
    ['stapling', withChain({ certificates: [{ ...own, hasResponder: true }], stapling: 'untested' })],
    [
      'server-preference',
      seenWith({ suites: address.suites.slice(0, 1).map((each) => ({ ...each, preference: 'untested' as const })) }),
    ],
    ['post-quantum', seenWith({ groups: [], protocols: { ...address.protocols, 'TLSv1.3': 'untested' } })],
    ['secure-renegotiation', seenWith({ secureRenegotiation: 'untested' })],
    ['no-client-renegotiation', seenWith({ clientRenegotiation: 'untested' })],
    ['no-heartbeat', seenWith({ heartbeat: 'untested' })],
    ['fallback', seenWith({ fallback: 'untested' })],
    ['resumption', seenWith({ resumption: 'untested' })],
    ['forward-secrecy', seenWith({ protocols: { ...address.protocols, TLSv1: 'untested' } })],
  ])('%s', (demand, evidence) => {
    expect([ids(evidence, demand), doubts(evidence, demand).length]).toEqual([[], 1]);
    expect(demandOutcomes(evidence, [demand])[0]?.measured).toMatchObject({ value: 'not known' });
  });
});

test('what only older versions have is no question for TLS 1.3 alone', () => {
  const protocols = { ...address.protocols, 'TLSv1.2': 'refused' as const };
  const evidence = seenWith({
    protocols,
    secureRenegotiation: 'untested',
    clientRenegotiation: 'untested',
    heartbeat: 'untested',
  });
  const asked = ['secure-renegotiation', 'no-client-renegotiation', 'no-heartbeat'] as const;
  expect(demandOutcomes(evidence, asked).flatMap(({ findings, doubts: open }) => [...findings, ...open])).toEqual([]);
});

test('certificate stands for six demands, and none is judged twice', () => {
  const metrics = demandOutcomes(seen, ['certificate', 'trusted', 'dates']).map(({ measured }) => measured.metric);
  expect(metrics).toEqual(['trusted', 'hostname', 'chain', 'dates', 'signatures', 'keys']);
});
