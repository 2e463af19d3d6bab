import { createHmac, timingSafeEqual } from 'node:crypto';

/** Takes a body piece by piece, so that nobody has to hold it whole. */
export interface Verifier {
  readonly update: (piece: Uint8Array) => void;
  /** True when one of the secrets made this signature. Asked once. */
  readonly isSignedBy: (signature: Uint8Array) => boolean;
}

/** More than one secret only while one takes the place of another. */
export function verifierFor(secrets: readonly string[]): Verifier {
  const macs = secrets.map((secret) => createHmac('sha256', secret));
  return {
    update: (piece) => {
      for (const mac of macs) mac.update(piece);
    },
    isSignedBy: (signature) => {
      // Every one is compared, so that the time does not tell which secret it was.
      const fits = macs.map((mac) => {
        const made = mac.digest();
        return made.length === signature.length && timingSafeEqual(made, signature);
      });
      return fits.includes(true);
    },
  };
}
