import { setImmediate as turn } from 'node:timers/promises';
import type { EvidenceReading } from '../../reconcile/ports/reading.ts';

/** What was read on its way from one thread to another: all texts are in one piece of memory, which is handed over and not copied. */
export type Parcel =
  | Extract<EvidenceReading, { is: 'unreadable' }>
  | (Omit<Extract<EvidenceReading, { is: 'read' }>, 'claims'> & {
      readonly claims: readonly { readonly key: string; readonly bytes: number }[];
      readonly texts: Uint8Array<ArrayBuffer>;
    });

export function packed(reading: EvidenceReading): Parcel {
  if (reading.is === 'unreadable') return reading;
  const claims = reading.claims.map(({ key, text }) => ({ key, bytes: Buffer.byteLength(text) }));
  const texts = new Uint8Array(claims.reduce((sum, { bytes }) => sum + bytes, 0));
  let from = 0;
  for (const { text } of reading.claims) from += new TextEncoder().encodeInto(text, texts.subarray(from)).written;
  return { ...reading, claims, texts };
}

/** Of so many bytes texts are made before everybody else has a turn. */
const atOnce = 250_000;

export async function unpacked(parcel: Parcel): Promise<EvidenceReading> {
  if (parcel.is === 'unreadable') return parcel;
  const { texts, ...reading } = parcel;
  const all = Buffer.from(texts.buffer);
  const claims: { readonly key: string; readonly text: string }[] = [];
  let [from, since] = [0, 0];
  for (const { key, bytes } of reading.claims) {
    claims.push({ key, text: all.toString('utf8', from, from + bytes) });
    from += bytes;
    since += bytes;
    if (since < atOnce) continue;
    since = 0;
    // Each in a turn of its own is what this is for.
    // oxlint-disable-next-line no-await-in-loop
    await turn();
  }
  return { ...reading, claims };
}
