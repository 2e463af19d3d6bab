import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { MalformedError } from '../../../../src/gates/probes/tls/bytes.ts';
import { newMessageReader, newRecordReader } from '../../../../src/gates/probes/tls/records.ts';

const record = (type: number, body: Uint8Array) =>
  Buffer.concat([Buffer.from([type, 3, 3, body.length >> 8, body.length & 0xff]), body]);
const message = (type: number, length: number) =>
  Buffer.concat([Buffer.from([type, length >> 16, (length >> 8) & 0xff, length & 0xff]), Buffer.alloc(length, type)]);

test('records and messages come out whole, however the stream is cut', () => {
  const stream = Buffer.concat([message(2, 70), message(11, 4000), message(14, 0)]);
  const bytes = Buffer.concat([
    record(22, stream.subarray(0, 3)),
    record(22, stream.subarray(3, 2000)),
    record(22, stream.subarray(2000)),
  ]);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 1500 }), { minLength: 1, maxLength: 20 }), (sizes) => {
      const [records, messages] = [newRecordReader(), newMessageReader()];
      const found: string[] = [];
      let at = 0;
      for (let turn = 0; at < bytes.length; turn++) {
        const chunk = bytes.subarray(at, at + (sizes[turn % sizes.length] ?? 1));
        at += chunk.length;
        for (const { body } of records(chunk)) for (const each of messages(body)) found.push(`${each.type}:${each.body.length}`);
      }
      expect(found).toEqual(['2:70', '11:4000', '14:0']);
    }),
  );
});

describe('what is no TLS is told as soon as it shows', () => {
  test.each([
    ['HTTP', 'HTTP/1.1'],
    ['a first byte that no record has', '\u0001'],
    ['a version that does not exist', '\u0016\u0009\u0009\u0000\u0001x'],
    ['a record that is too long', '\u0016\u0003\u0003\u00ff\u00ff'],
  ])('%s', (_, text) => {
    expect(() => newRecordReader()(Buffer.from(text, 'latin1'))).toThrow(MalformedError);
  });

  test('a message that is too long', () => {
    expect(() => newMessageReader()(Buffer.from([11, 255, 255, 255]))).toThrow(/longer than any honest one/);
  });
});
