import { createHmac } from 'node:crypto';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { verifierFor } from '../../../src/doors/app/signature.ts';

const sign = (secret: string, bytes: Uint8Array) => createHmac('sha256', secret).update(bytes).digest();

test('the example that GitHub publishes', () => {
  const verifier = verifierFor(["It's a Secret to Everybody"]);
  verifier.update(Buffer.from('Hello, World!'));
  expect(verifier.isSignedBy(Buffer.from('757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17', 'hex'))).toBe(true);
});

test('however it is cut, whichever of the secrets, and no other byte', () => {
  const pieces = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 6 });
  fc.assert(
    fc.property(pieces, fc.boolean(), fc.nat(31), fc.integer({ min: 1, max: 255 }), (cut, isOld, at, flip) => {
      const verify = (signature: Uint8Array) => {
        const verifier = verifierFor(['new', 'old']);
        for (const piece of cut) verifier.update(piece);
        return verifier.isSignedBy(signature);
      };
      const signature = sign(isOld ? 'old' : 'new', Buffer.concat(cut));
      const other = signature.map((byte, index) => (index === at ? byte ^ flip : byte));
      expect([verify(signature), verify(other), verify(signature.subarray(1)), verify(new Uint8Array())]).toEqual([
        true,
        false,
        false,
        false,
      ]);
    }),
  );
});

test('without a secret nothing is signed', () => {
  expect(verifierFor([]).isSignedBy(sign('', new Uint8Array()))).toBe(false);
});
