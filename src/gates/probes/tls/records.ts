import { cursorOf, join, MalformedError } from './bytes.ts';
import { contentTypes, versionOf } from './wire.ts';

export interface TlsRecord {
  readonly type: number;
  /** Its five bytes of head, which encryption signs too. */
  readonly head: Uint8Array;
  readonly body: Uint8Array;
}

/** RFC 8446: a record never carries more than this, encrypted. */
const longestRecord = 16_384 + 2048;

/** Cuts a stream into records, whatever pieces it comes in. */
export function newRecordReader(): (chunk: Uint8Array) => TlsRecord[] {
  let rest: Uint8Array = new Uint8Array();
  return (chunk) => {
    rest = rest.length === 0 ? chunk : join(rest, chunk);
    const records: TlsRecord[] = [];
    for (;;) {
      if (rest.length < 5) {
        if (rest.length > 0) checkType(rest[0]);
        return records;
      }
      const head = rest.subarray(0, 5);
      const cursor = cursorOf(head);
      const type = cursor.u8();
      checkType(type);
      if (versionOf(cursor.u16()) === undefined) throw new MalformedError('this is no TLS: a record has no version that exists');
      const length = cursor.u16();
      if (length > longestRecord) throw new MalformedError(`a record of ${length} bytes is longer than TLS allows`);
      if (rest.length < 5 + length) return records;
      records.push({ type, head, body: rest.subarray(5, 5 + length) });
      rest = rest.subarray(5 + length);
    }
  };
}

function checkType(type: number | undefined): void {
  const isKnown = Object.values(contentTypes).some((each) => each === type);
  if (!isKnown) throw new MalformedError('this is no TLS');
}

export interface Message {
  readonly type: number;
  readonly body: Uint8Array;
  /** Type, length and body, as the handshake hashes it. */
  readonly whole: Uint8Array;
}

/** No honest chain is longer, by far. */
const longestMessage = 128 * 1024;

/** Puts handshake messages together that lie in several records, or several in one. */
export function newMessageReader(): (body: Uint8Array) => Message[] {
  let rest: Uint8Array = new Uint8Array();
  return (body) => {
    rest = rest.length === 0 ? body : join(rest, body);
    const messages: Message[] = [];
    while (rest.length >= 4) {
      const cursor = cursorOf(rest);
      const type = cursor.u8();
      const length = cursor.u24();
      if (length > longestMessage) throw new MalformedError(`a message of ${length} bytes is longer than any honest one`);
      if (rest.length < 4 + length) break;
      messages.push({ type, body: cursor.take(length), whole: rest.subarray(0, 4 + length) });
      rest = rest.subarray(4 + length);
    }
    return messages;
  };
}
