import { instantAt } from '../../../ground/instant.ts';
import type { TlsStaple } from '../../rules/tls/evidence.ts';
import { hex, MalformedError } from './bytes.ts';
import { type Der, must, oidText, partsOf, partWith, readDer, tags, timeOf } from './der.ts';

const basicResponse = '1.3.6.1.5.5.7.48.1.1';
const tagUntil = 0xa0;

/** What a stapled OCSP response says of the certificate with this serial number. Its signature is not verified here. */
export function readStapled(response: Uint8Array, serial: string): TlsStaple {
  try {
    return statusIn(response, serial);
  } catch (error) {
    if (error instanceof MalformedError) return { status: 'broken', why: error.message };
    throw error;
  }
}

function statusIn(response: Uint8Array, serial: string): TlsStaple {
  const [status, holder] = partsOf(readDer(response));
  if (must(status, 'status').body[0] !== 0) return { status: 'broken', why: 'the responder reports an error' };
  const [type, content] = partsOf(readDer(must(holder, 'response').body));
  if (oidText(must(type, 'type of the response')) !== basicResponse) return { status: 'broken', why: 'it is no basic response' };
  const [data] = partsOf(readDer(must(content, 'response').body));
  const singles = must(
    partsOf(must(data, 'data')).find(({ tag, body }) => tag === tags.sequence && isSingles(body)),
    'answer',
  );
  const single = partsOf(singles)
    .map(partsOf)
    .find(([id]) => id !== undefined && serialIn(id) === plain(serial));
  if (single === undefined) return { status: 'broken', why: 'it speaks of another certificate' };
  const [, answer, from, until] = single;
  return {
    status: statusOf(must(answer, 'status of the certificate')),
    from: instantAt(timeOf(must(from, 'start'))),
    ...(until?.tag === tagUntil && { until: instantAt(timeOf(readDer(until.body))) }),
  };
}

/** The list of answers begins with a list, an identifier with an algorithm; the name of a responder does not stand in a plain list. */
function isSingles(body: Uint8Array): boolean {
  return body[0] === tags.sequence;
}

function serialIn(id: Der): string {
  return plain(hex(must(partWith(tags.integer, partsOf(id)), 'serial number').body));
}

function plain(serial: string): string {
  return serial.toLowerCase().replace(/^0+(?=.)/, '');
}

function statusOf({ tag }: Der): TlsStaple['status'] {
  if ((tag & 0x1f) === 0) return 'good';
  return (tag & 0x1f) === 1 ? 'revoked' : 'unknown';
}
