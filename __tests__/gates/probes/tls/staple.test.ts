import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readStapled } from '../../../../src/gates/probes/tls/staple.ts';
import { family, stapleFor } from './bed/certificates.ts';
import { der, sequence } from './bed/der.ts';

const { leaf, middle } = family();
const serial = leaf.serial.toString('hex').toUpperCase();

test.each(['good', 'revoked', 'unknown'] as const)('a response that says %s', (status) => {
  const read = readStapled(stapleFor(leaf, { status, from: -2, until: 5 }), serial);
  expect(read).toMatchObject({ status, from: expect.any(String), until: expect.any(String) });
  expect((read.from ?? '') < (read.until ?? '')).toBe(true);
});

test('a response about another certificate, or none at all', () => {
  expect(readStapled(stapleFor(middle), serial)).toEqual({ status: 'broken', why: 'it speaks of another certificate' });
  expect(readStapled(sequence(der(0x0a, Buffer.from([6]))), serial)).toEqual({
    status: 'broken',
    why: 'the responder reports an error',
  });
  expect(readStapled(Buffer.from('noise'), serial).status).toBe('broken');
});

test('a damaged response never becomes good where it was revoked', () => {
  const revoked = stapleFor(leaf, { status: 'revoked' });
  fc.assert(
    fc.property(fc.nat(revoked.length - 1), (length) => {
      expect(readStapled(revoked.subarray(0, length), serial).status).toBe('broken');
    }),
  );
});
