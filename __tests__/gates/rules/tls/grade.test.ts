import { expect, test } from '@jest/globals';
import type { TlsEvidence } from '../../../../src/gates/rules/tls/evidence.ts';
import { gradeOf, isWorse } from '../../../../src/gates/rules/tls/grade.ts';
import { address, offering, seen, seenWith, withChain, withOwn, withSuites } from './sample.ts';

const good = 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256';

test.each<[string, TlsEvidence, string, RegExp | undefined]>([
  ['nothing wrong', seen, 'A+', undefined],
  ['no HSTS', seenWith({ hsts: 0 }), 'A', /^A: .*not sent/],
  ['a short HSTS', seenWith({ hsts: 3600 }), 'A', /half a year/],
  ['no web server', { ...seenWith({ hsts: 0 }), startTls: 'smtp' }, 'A+', undefined],
  ['TLS 1.1', seenWith(offering('TLSv1.1')), 'B', /TLSv1\.1 is offered/],
  ['TLS 1.0', seenWith(offering('TLSv1')), 'B', /TLSv1 is offered/],
  ['SSLv3', seenWith(offering('SSLv3')), 'C', /SSLv3/],
  ['SSLv2', seenWith(offering('SSLv2')), 'F', /SSLv2/],
  ['RC4', withSuites(good, 'TLS_RSA_WITH_RC4_128_SHA'), 'C', /RC4/],
  ['3DES', withSuites(good, 'TLS_RSA_WITH_3DES_EDE_CBC_SHA'), 'C', /3DES/],
  ['no encryption', withSuites(good, 'TLS_RSA_WITH_NULL_SHA'), 'F', /does not encrypt/],
  ['nobody to trust', withSuites(good, 'TLS_DH_anon_WITH_AES_128_CBC_SHA'), 'F', /who the server is/],
  ['export', withSuites(good, 'TLS_RSA_EXPORT_WITH_RC4_40_MD5'), 'F', /made to be broken/],
  ['a prime of 1024 bits', seenWith({ dhBits: 1024 }), 'B', /1024 bits/],
  ['a prime of 512 bits', seenWith({ dhBits: 512 }), 'F', /512 bits/],
  ['compression', seenWith({ compression: 'yes' }), 'C', /compression/],
  ['insecure renegotiation', seenWith({ secureRenegotiation: 'no' }), 'A-', /renegotiation/],
  ['expired', withOwn({ notAfter: '2026-11-30T00:00:00Z' }), 'T', /has expired/],
  ['not valid yet', withOwn({ notBefore: '2026-12-02T00:00:00Z' }), 'T', /not valid yet/],
  ['untrusted', withChain({ trust: 'self-signed' }), 'T', /self-signed/],
  ['another name', withChain({ hostname: 'differs' }), 'M', /another name/],
  ['another name and untrusted', withChain({ hostname: 'differs', trust: 'incomplete' }), 'T', /not trusted/],
  ['SHA-1', withOwn({ signature: 'sha1WithRSAEncryption' }), 'T', /sha1/],
  ['MD5', withOwn({ signature: 'md5WithRSAEncryption' }), 'F', /md5/],
  ['revoked', withChain({ stapling: 'stapled', staple: { status: 'revoked' } }), 'T', /revoked/],
  ['the wrong order', withChain({ order: 'wrong' }), 'B', /wrong order/],
  ['a missing staple', withOwn({ mustStaple: true }), 'B', /must be stapled/],
  ['an RSA key of 1024 bits', withOwn({ key: { kind: 'RSA', bits: 1024 } }), 'B', /1024 bits/],
  ['the worst of two', seenWith({}, { compression: 'yes' }), 'C', /compression/],
  ['an untested version', seenWith({ protocols: { ...address.protocols, SSLv2: 'untested' } }), '?', /SSLv2 could not be tested/],
  ['an address out of reach', seenWith({}, { isReached: false, why: 'no way' }), '?', /no way/],
  ['no certificate', seenWith({ chains: [] }), '?', /no certificate/],
  ['no address', { ...seen, addresses: [] }, '?', /no address/],
])('%s', (_, evidence, grade, reason) => {
  const graded = gradeOf(evidence);
  expect(graded.grade).toBe(grade);
  if (reason === undefined) expect(graded.reasons).toEqual([]);
  else expect(graded.reasons.join('\n')).toMatch(reason);
});

test('what was not reached lowers no grade', () => {
  const { protocols } = address;
  const nowhere = seenWith({ isReached: false, why: 'this is no TLS', suites: [], chains: [], protocols });
  expect(gradeOf(nowhere)).toEqual({ grade: '?', score: 0, reasons: [expect.stringContaining('this is no TLS')] });
});

test('grades have an order', () => {
  expect([isWorse('B', 'A'), isWorse('A', 'B'), isWorse('T', 'F'), isWorse('M', 'F'), isWorse('A+', 'A+')]).toEqual([
    true,
    false,
    true,
    true,
    false,
  ]);
});
