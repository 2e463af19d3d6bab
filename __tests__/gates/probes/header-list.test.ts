import { expect, test } from '@jest/globals';
import { headersFrom, refuseHeaders, valuesOf } from '../../../src/gates/probes/header-list.ts';

test('a flat list becomes pairs, with every instance', () => {
  const headers = headersFrom([Buffer.from('A'), Buffer.from('é ', 'latin1'), 'b', '', 'a', '2']);
  expect(headers).toEqual([
    ['a', 'é'],
    ['b', ''],
    ['a', '2'],
  ]);
  expect([valuesOf(headers, 'a'), valuesOf(headers, 'c'), headersFrom(undefined)]).toEqual([['é', '2'], [], []]);
});

test.each(['Host', 'content-length', 'Transfer-Encoding', 'Proxy-Authorization', 'upgrade', 'a b', 'a:', 'a\r\nb', ''])(
  '%j is not for a policy to send',
  (name) => {
    expect(() => refuseHeaders([[name, 'x']])).toThrow(/is no header/);
  },
);

test.each(['a\r\nb: c', 'a\0', 'ü€'])('the value %j cannot be sent', (value) => {
  expect(() => refuseHeaders([['x-a', value]])).toThrow('The value of the header x-a cannot be sent.');
  expect(() => refuseHeaders([['x-a', 'Bearer abc=.~é']])).not.toThrow();
});
