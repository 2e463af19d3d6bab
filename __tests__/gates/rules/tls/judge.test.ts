import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { TlsEvidence } from '../../../../src/gates/rules/tls/evidence.ts';
import { judgeTls } from '../../../../src/gates/rules/tls/judge.ts';
import { demands, type TlsLimits } from '../../../../src/gates/rules/tls/limits.ts';
import { versions } from '../../../../src/gates/rules/tls/versions.ts';
import { address, chain, middle, own, seen, seenWith, withChain, withOwn, withSuites } from './sample.ts';

const everything: TlsLimits = {
  minimum: 'TLSv1.2',
  profile: 'intermediate',
  grade: 'A+',
  days: 30,
  lifetime: 50,
  rsaBits: 2048,
  ecBits: 256,
  dhBits: 2048,
  alpn: ['h2'],
  offers: ['TLSv1.3', 'X25519MLKEM768'],
  require: demands.filter((demand) => demand !== 'server-preference'),
};

test('a server that has nothing wrong passes everything that can be asked, with the numbers', () => {
  const { result, measured, findings, summary } = judgeTls(seen, everything);
  expect({ result, findings }).toEqual({ result: 'pass', findings: [] });
  expect(measured).toContainEqual({ metric: 'days left', value: 60, limit: 'at least 30', ok: true });
  expect(measured).toContainEqual({ metric: 'lifetime left', value: 66.6, limit: 'at least 50 %', ok: true });
  expect(summary).toBe(
    'example.org:443, 1 address: oldest version TLSv1.2 (TLSv1.2 or newer), grade A+ (A+ or better), days left 60 (at least 30), lifetime left 66.6 (at least 50 %), and 31 more',
  );
});

const doubts: readonly (readonly [string, TlsEvidence, TlsLimits])[] = [
  [
    'an old version that nobody could test',
    seenWith({ protocols: { ...address.protocols, TLSv1: 'untested' } }),
    { minimum: 'TLSv1.2' },
  ],
  [
    'an address that was not reached',
    seenWith({}, { isReached: false, why: 'nothing listens there', suites: [] }),
    { minimum: 'TLSv1.2' },
  ],
  [
    'suites that were not all tested',
    seenWith({ suites: address.suites.map((each) => ({ ...each, isComplete: false })) }),
    { require: ['strong-suites'] },
  ],
  ['no certificate', seenWith({ chains: [] }), { require: ['hostname'] }],
  ['no certificate to count days by', seenWith({ chains: [] }), { days: 1 }],
  ['compression that was not tested', seenWith({ compression: 'untested' }), { require: ['no-compression'] }],
  [
    'groups that were not all tested',
    seenWith({ groups: address.groups.map((each) => ({ ...each, isComplete: false })) }),
    { groups: ['x25519', 'secp256r1', 'X25519MLKEM768'] },
  ],
  ['DNS that did not answer', { ...seen, caa: undefined } as unknown as TlsEvidence, { require: ['caa'] }],
  ['a protocol that was not asked for', seen, { alpn: ['h3'] }],
  ['no grade', seenWith({ protocols: { ...address.protocols, SSLv3: 'untested' } }), { grade: 'F' }],
  ['no address', { ...seen, addresses: [] }, { days: 0 }],
  ['a time that is none', { ...seen, at: 'yesterday' }, { days: 0 }],
  [
    'versions that contradict the suites',
    seenWith({ protocols: { ...address.protocols, 'TLSv1.3': 'refused' } }),
    { minimum: 'TLSv1' },
  ],
  [
    'a server that offers nothing at all',
    seenWith({ protocols: { ...address.protocols, 'TLSv1.2': 'refused', 'TLSv1.3': 'refused' }, suites: [] }),
    { minimum: 'TLSv1' },
  ],
];

test.each(doubts)('%s cannot be told', (_, evidence, limits) => {
  expect(judgeTls(evidence, limits)).toMatchObject({ result: 'cannot-tell', findings: [], remedy: expect.stringMatching(/\w/) });
});

const wrongs: readonly (readonly [string, TlsEvidence, TlsLimits, readonly string[]])[] = [
  [
    'an old version',
    seenWith({
      protocols: { ...address.protocols, TLSv1: 'offered' },
      suites: [
        ...address.suites,
        { version: 'TLSv1', suites: ['TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA'], preference: 'untested', isComplete: true },
      ],
    }),
    { minimum: 'TLSv1.2' },
    ['version:TLSv1'],
  ],
  ['TLS 1.2 where 1.3 is the least', seen, { minimum: 'TLSv1.3' }, ['version:TLSv1.2']],
  ['too few days', seen, { days: 61 }, ['days:aaaaaaaaaaaa']],
  ['too little of the lifetime', seen, { lifetime: 67 }, ['lifetime:aaaaaaaaaaaa']],
  ['a short RSA key', withOwn({ key: { kind: 'RSA', bits: 2048 } }), { rsaBits: 3072 }, ['bits:aaaaaaaaaaaa']],
  ['a short EC key', seen, { ecBits: 384 }, ['bits:aaaaaaaaaaaa', 'bits:bbbbbbbbbbbb']],
  ['a small prime', seenWith({ dhBits: 1024 }), { dhBits: 2048 }, ['dh']],
  [
    'a suite that is not allowed',
    seen,
    { suites: ['TLS_AES_256_GCM_SHA384', 'TLS_AES_128_GCM_SHA256', 'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384'] },
    ['suite:TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256'],
  ],
  ['a group that is not allowed', seen, { groups: ['x25519', 'X25519MLKEM768'] }, ['group:secp256r1']],
  ['something that is not offered', seen, { offers: ['TLSv1.3', 'x448'] }, ['missing:x448']],
  ['a protocol that is not offered', seenWith({ alpn: [{ protocol: 'h2', offered: 'no' }] }), { alpn: ['h2'] }, ['alpn:h2']],
  ['a low grade', withSuites('TLS_RSA_WITH_3DES_EDE_CBC_SHA'), { grade: 'B' }, ['grade']],
  [
    'a chain that nobody trusts',
    withChain({ trust: 'unknown-root', trustWhy: 'SELF_SIGNED_CERT_IN_CHAIN' }),
    { require: ['certificate'] },
    ['trust:unknown-root'],
  ],
  [
    'all addresses but one alike',
    seenWith({}, {}, { chains: [{ ...chain, certificates: [{ ...own, fingerprint: 'c'.repeat(64) }, middle] }] }),
    { require: ['same-everywhere'] },
    ['addresses'],
  ],
  ['no CAA', { ...seen, caa: { name: 'example.org', records: [] } }, { require: ['caa'] }, ['caa']],
];

test.each(wrongs)('%s fails', (_, evidence, limits, ids) => {
  const judgement = judgeTls(evidence, limits);
  expect(judgement).toMatchObject({ result: 'fail', remedy: expect.stringMatching(/\w/) });
  expect(judgement.findings.map(({ id }) => id)).toEqual(ids);
});

describe('several addresses', () => {
  const bad = { ...address.protocols, SSLv3: 'offered' } as const;
  const suites = [
    ...address.suites,
    { version: 'SSLv3' as const, suites: ['TLS_RSA_WITH_RC4_128_SHA'], preference: 'untested' as const, isComplete: true },
  ];

  const none = 'untested' as const;
  const protocols = { SSLv2: none, SSLv3: none, TLSv1: none, 'TLSv1.1': none, 'TLSv1.2': none, 'TLSv1.3': none };
  const nowhere = { isReached: false, suites: [], chains: [], protocols };

  test('one bad one fails, and is named', () => {
    const { findings } = judgeTls(seenWith({}, { protocols: bad, suites }), { minimum: 'TLSv1.2' });
    expect(findings).toMatchObject([{ id: 'version:SSLv3', title: expect.stringContaining('(at 192.0.2.2)') }]);
  });

  test('where none was reached nothing is said to be well', () => {
    const seenNothing = seenWith(nowhere, nowhere);
    const judgement = judgeTls(seenNothing, {
      minimum: 'TLSv1.2',
      require: ['trusted', 'hostname', 'no-compression'],
      grade: 'A',
    });
    expect(judgement).toMatchObject({ result: 'cannot-tell', measured: [], findings: [] });
    expect(judgement.summary).toMatch(/could not be tested: .* \(and 1 more such\)$/);
  });

  test('what is wrong everywhere is one finding without places', () => {
    const { findings } = judgeTls(seenWith({ protocols: bad, suites }, { protocols: bad, suites }), { minimum: 'TLSv1.2' });
    expect(findings.map(({ title }) => title)).toEqual(['SSLv3 is offered; nothing older than TLSv1.2 may be.']);
  });

  test('a bad one fails even where another was not reached', () => {
    const evidence = seenWith({ protocols: bad, suites }, nowhere);
    expect(judgeTls(evidence, { minimum: 'TLSv1.2' }).result).toBe('fail');
  });
});

test('nothing that was not tested ever passes a limit on versions', () => {
  const offer = fc.constantFrom('offered' as const, 'refused' as const, 'untested' as const);
  fc.assert(
    fc.property(
      fc.record({ SSLv2: offer, SSLv3: offer, TLSv1: offer, 'TLSv1.1': offer }),
      fc.constantFrom('TLSv1' as const, 'TLSv1.2' as const),
      (old, minimum) => {
        const protocols = { ...address.protocols, ...old };
        const more = versions
          .filter(
            (version) =>
              version !== 'SSLv2' && protocols[version] === 'offered' && !address.suites.some((each) => each.version === version),
          )
          .map((version) => ({
            version,
            suites: ['TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA'],
            preference: 'untested' as const,
            isComplete: true,
          }));
        const { result } = judgeTls(seenWith({ protocols, suites: [...address.suites, ...more] }), { minimum });
        const looked = versions.slice(0, versions.indexOf(minimum)).map((version) => protocols[version]);
        const expected = looked.includes('offered') ? 'fail' : looked.includes('untested') ? 'cannot-tell' : 'pass';
        expect(result).toBe(expected);
      },
    ),
  );
});
