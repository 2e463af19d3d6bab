import type { Source } from '../../../src/gates/reports/source.ts';

/** A report that never was a file, in pieces of so many bytes: borders between pieces fall anywhere. */
export function textSource(text: string | Uint8Array, pieceBytes = 7): Source {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  return {
    name: 'report',
    head: new TextDecoder().decode(bytes.subarray(0, 64 * 1024)),
    async *chunks() {
      // Like a file, it uses one buffer again and again: whoever keeps a piece is found out.
      const buffer = new Uint8Array(pieceBytes);
      for (let at = 0; at < bytes.length; at += pieceBytes) {
        const piece = bytes.subarray(at, at + pieceBytes);
        buffer.set(piece);
        yield buffer.subarray(0, piece.length);
      }
    },
  };
}
