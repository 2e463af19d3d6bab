import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { largestBody, readHead } from '../../../src/doors/app/head.ts';
import { anyCharacter } from '../../ground/character.ts';
import { malformed } from './malformed.ts';

const hex = 'a1'.repeat(32);
const good = {
  'x-hub-signature-256': [`sha256=${hex}`],
  'x-github-delivery': ['72d3162e-cc78-11e3-81ab-4c9367dc0958'],
  'x-github-event': ['issue_comment'],
  'content-type': ['application/json'],
  'content-length': ['12'],
};

test('as GitHub sends it', () => {
  expect(readHead(good)).toEqual({
    guid: '72d3162e-cc78-11e3-81ab-4c9367dc0958',
    event: 'issue_comment',
    signature: Buffer.from(hex, 'hex'),
    length: 12,
  });
});

describe('a signature', () => {
  test.each(malformed)('%j is none', (value) => {
    expect(readHead({ ...good, 'x-hub-signature-256': [value] })).toBe('malformed-signature');
  });

  test('counts once only', () => {
    expect(malformed.length).toBeGreaterThanOrEqual(40);
    expect(readHead({ ...good, 'x-hub-signature-256': [`sha256=${hex}`, `sha256=${hex}`] })).toBe('malformed-signature');
    expect(readHead({ ...good, 'x-hub-signature-256': [] })).toBe('malformed-signature');
  });

  test('of SHA-1 is not looked at', () => {
    const { 'x-hub-signature-256': _, ...without } = good;
    expect(readHead({ ...without, 'x-hub-signature': [`sha1=${hex.slice(0, 40)}`] })).toBe('no-signature');
  });
});

test.each([
  ['content-type', ['text/plain'], 'content-type'],
  ['content-type', ['application/x-www-form-urlencoded'], 'content-type'],
  ['content-type', ['application/json', 'application/json'], 'content-type'],
  ['content-type', ['application/json; charset=utf-16'], 'content-type'],
  ['content-type', ['application/jsonp'], 'content-type'],
  ['content-type', undefined, 'content-type'],
  ['content-encoding', ['gzip'], 'content-type'],
  ['x-github-delivery', undefined, 'delivery-id'],
  ['x-github-delivery', ['a', 'b'], 'delivery-id'],
  ['x-github-delivery', ["x'; drop table deliveries; --"], 'delivery-id'],
  ['x-github-delivery', ['72d3162e-cc78-11e3-81ab-4c9367dc095'], 'delivery-id'],
  ['x-github-event', undefined, 'event-name'],
  ['x-github-event', ['push', 'push'], 'event-name'],
  ['x-github-event', ['*'], 'event-name'],
  ['x-github-event', ['__proto__'], 'event-name'],
  ['x-github-event', ['push.created'], 'event-name'],
  ['x-github-event', ['a'.repeat(65)], 'event-name'],
  ['content-length', undefined, 'length'],
  ['content-length', ['-1'], 'length'],
  ['content-length', ['1e3'], 'length'],
  ['content-length', ['12', '12'], 'length'],
  ['content-length', [String(largestBody + 1)], 'too-large'],
  ['content-length', ['999999999999'], 'too-large'],
  ['transfer-encoding', ['chunked'], 'length'],
] as const)('%s: %j is refused as %s', (name, values, reason) => {
  expect(readHead({ ...good, [name]: values })).toBe(reason);
});

test.each([
  ['content-type', ['application/json; charset=utf-8']],
  ['content-type', ['Application/JSON;charset="UTF-8"']],
  ['content-length', [String(largestBody)]],
] as const)('%s: %j is fine', (name, values) => {
  expect(readHead({ ...good, [name]: values })).toMatchObject({ event: 'issue_comment' });
});

test('in chunks it has no length', () => {
  const { 'content-length': _, ...without } = good;
  expect(readHead({ ...without, 'transfer-encoding': ['chunked'] })).toMatchObject({ length: undefined });
});

test('whatever is sent is a head or a reason', () => {
  const values = fc.option(fc.array(fc.string({ unit: anyCharacter }), { maxLength: 3 }), { nil: undefined });
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(good)), values, (name, sent) => {
      const read = readHead({ ...good, [name]: sent });
      if (typeof read !== 'string') expect([read.signature.length, read.event]).toEqual([32, expect.stringMatching(/^[a-z_]+$/)]);
    }),
  );
});
