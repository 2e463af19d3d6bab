import { expect, test } from '@jest/globals';
import { failureOf, ProbeError } from '../../../src/gates/probes/failure.ts';

const coded = (code: string, message = 'said') => Object.assign(new Error(message), { code });

test.each<[string, unknown, string]>([
  ['no name', coded('ENOTFOUND'), 'unknown'],
  ['nobody there', coded('ECONNREFUSED'), 'refused'],
  ['hung up', coded('ECONNRESET'), 'closed'],
  ['no way', coded('EHOSTUNREACH'), 'silent'],
  ['too slow', coded('UND_ERR_HEADERS_TIMEOUT'), 'silent'],
  ['self-signed', coded('DEPTH_ZERO_SELF_SIGNED_CERT'), 'certificate'],
  ['wrong name', coded('ERR_TLS_CERT_ALTNAME_INVALID'), 'certificate'],
  ['expired', coded('CERT_HAS_EXPIRED'), 'certificate'],
  ['large', coded('UND_ERR_HEADERS_OVERFLOW'), 'too-large'],
  ['within another', Object.assign(new Error('outer'), { cause: coded('ECONNREFUSED') }), 'refused'],
  ['no HTTP', coded('HPE_INVALID_CONSTANT'), 'protocol'],
  ['no error', 'text', 'protocol'],
  ['nothing', undefined, 'protocol'],
])('%s', (_, thrown, kind) => {
  const failure = failureOf(thrown, 'a.example');
  expect([failure.kind, failure.problems[0]?.code]).toEqual([kind, `probe.${kind}`]);
  expect(failure.message).toContain('a.example');
  expect(failure.problems[0]?.remedy).toMatch(/\w/);
});

test('plain HTTP where TLS was meant is said in words, without what a library says', () => {
  const failure = failureOf(coded('ERR_SSL_WRONG_VERSION_NUMBER', '40CD:error:0A00010B:tls_any.c:77'), 'a.example');
  expect(failure.problems[0]).toMatchObject({
    message: 'a.example does not speak TLS.',
    remedy: expect.stringContaining('Write http://'),
  });
});

test('one of ours stays what it is', () => {
  const failure = new ProbeError('address', 'a', 'b');
  expect(failureOf(failure, 'a.example')).toBe(failure);
});
