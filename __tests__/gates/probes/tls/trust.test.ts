import { expect, test } from '@jest/globals';
import { hstsIn, isAboutTrust } from '../../../../src/gates/probes/tls/trust.ts';

const head = (line: string) => `HTTP/1.1 301 Moved\r\nServer: a\r\n${line}\r\n\r\n`;

test.each([
  ['Strict-Transport-Security: max-age=63072000; includeSubDomains', 63_072_000],
  ['strict-transport-security:max-age = 5', 5],
  ['Strict-Transport-Security: includeSubDomains; max-age="31536000"', 31_536_000],
  ['Strict-Transport-Security: max-age=abc', 0],
  ['Strict-Transport-Security: max-age=', 0],
  ['Strict-Transport-Security: max-age=-1', 0],
  ['X-Other: max-age=5', 0],
])('%s', (line, seconds) => {
  expect(hstsIn(head(line))).toBe(seconds);
});

test('what is no answer in HTTP says nothing about it', () => {
  expect([hstsIn(''), hstsIn('220 mail ready\r\n\r\n'), hstsIn('HTTP/1.1 200 OK\r\nStrict-Transport')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test('dates and names are no question of trust', () => {
  expect(['CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID', undefined].filter(isAboutTrust)).toEqual([]);
  expect(['INVALID_CA', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'].every(isAboutTrust)).toBe(true);
});
