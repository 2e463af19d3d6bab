import { X509Certificate } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { rootsWith } from '../../../../src/gates/probes/tls/roots.ts';
import { problemsOf } from '../../problems.ts';
import { family } from './bed/certificates.ts';

const { root, middle } = family();

test('named authorities are trusted instead of the public ones', () => {
  const own = rootsWith(`a remark\n${root.pem}\n`);
  expect(own.has(new X509Certificate(root.pem))).toBe(true);
  expect(own.has(new X509Certificate(middle.pem))).toBe(false);
  expect(own.issuersOf(new X509Certificate(middle.pem))).toHaveLength(1);
  expect(own.pem).toHaveLength(1);
});

test('else those that Node has', () => {
  const usual = rootsWith();
  expect(usual.pem.length).toBeGreaterThan(50);
  expect(usual.has(new X509Certificate(root.pem))).toBe(false);
  expect(rootsWith()).toBe(usual);
});

test.each(['', 'no certificate', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'])(
  '%j is a problem',
  async (text) => {
    const [problem] = await problemsOf(() => rootsWith(text));
    expect(problem).toMatchObject({ code: 'tls.authority-unreadable', remedy: expect.stringContaining('BEGIN CERTIFICATE') });
  },
);
