import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { MalformedError } from '../../../../src/gates/probes/tls/bytes.ts';
import { must, oidText, partsOf, partWith, readDer, tags, timeOf } from '../../../../src/gates/probes/tls/der.ts';
import { der, integer, octets, oid, sequence, time } from './bed/der.ts';

test('elements are taken apart, and what follows is left alone', () => {
  const whole = sequence(integer(5), octets(Buffer.alloc(300, 1)), oid('1.3.6.1.4.1.11129.2.4.2'));
  const [number, bytes, name] = partsOf(readDer(Buffer.concat([whole, Buffer.from('more')])));
  expect([number?.tag, number?.body[0], bytes?.body.length]).toEqual([tags.integer, 5, 300]);
  expect(oidText(must(name, 'name'))).toBe('1.3.6.1.4.1.11129.2.4.2');
  expect(partWith(tags.octets, partsOf(whole.subarray(4) && readDer(whole)))?.body.length).toBe(300);
});

test.each(['2.5.29.37', '1.2.840.113549.1.1.11', '0.9.2342'])('the identifier %s', (text) => {
  expect(oidText(readDer(oid(text)))).toBe(text);
});

test.each([
  [time(new Date('2027-12-31T23:59:59Z')), '2027-12-31T23:59:59.000Z'],
  [der(0x17, Buffer.from('491231235959Z')), '2049-12-31T23:59:59.000Z'],
  [der(0x17, Buffer.from('500101000000Z')), '1950-01-01T00:00:00.000Z'],
])('times %#', (bytes, iso) => {
  expect(new Date(timeOf(readDer(bytes))).toISOString()).toBe(iso);
});

describe('what is no DER', () => {
  test.each([
    ['nothing', ''],
    ['a tag alone', '30'],
    ['more announced than there is', '3005aa'],
    ['a length without end', '3080'],
    ['a length of four bytes', '308400000001aa'],
    ['a long tag', '1f8101'],
  ])('%s', (_, bytes) => {
    expect(() => readDer(Buffer.from(bytes, 'hex'))).toThrow(MalformedError);
  });

  test.each(['20271231235959', '20271331235959Z', '2027Z'])('the time %s', (text) => {
    expect(() => timeOf(readDer(der(0x18, Buffer.from(text))))).toThrow(MalformedError);
  });

  test('noise is read or refused, and never anything else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        try {
          expect(partsOf(readDer(bytes)).length).toBeLessThanOrEqual(40);
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedError);
        }
      }),
    );
  });
});
