import { oneLine } from '../../ground/text.ts';
import { ProbeError } from './failure.ts';

export type Header = readonly [name: string, value: string];

/** The pairs of a message; undici hands them over as one flat list. */
export function headersFrom(raw: unknown): Header[] {
  if (!Array.isArray(raw)) return [];
  const texts = raw.map((part: unknown) => (Buffer.isBuffer(part) ? part.toString('latin1') : String(part)));
  return texts.flatMap((name, at): Header[] => (at % 2 === 0 ? [[name.toLowerCase(), (texts[at + 1] ?? '').trim()]] : []));
}

/** Every instance of one header, in the order in which they came. */
export function valuesOf(headers: readonly Header[], name: string): string[] {
  return headers.filter(([other]) => other === name).map(([, value]) => value);
}

/** These say how a message is framed or to whom it goes, which is not for a policy to say. */
const framing =
  /^(?:host|content-length|transfer-encoding|connection|keep-alive|upgrade|expect|te|trailer|http2-settings|proxy-.*)$/i;

/** A header of a request that could change what is sent, beyond itself. The value is not told: it may be a secret. */
export function refuseHeaders(headers: readonly Header[]): void {
  for (const [name, value] of headers) {
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name) || framing.test(name))
      throw refused(`${oneLine(name, 60)} is no header that a request may be given.`);
    // oxlint-disable-next-line no-control-regex
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) throw refused(`The value of the header ${name} cannot be sent.`);
  }
}

function refused(message: string): ProbeError {
  return new ProbeError('address', message, 'Leave it out, or write it as HTTP has it.');
}
