import { expect, test } from '@jest/globals';
import { readEnd } from '../../../src/ledger/commands/end.ts';

test.each<[string, object | undefined]>([
  ['2027-06-30', { is: 'day', day: '2027-06-30' }],
  ['2027-06-30.', { is: 'day', day: '2027-06-30' }],
  ['2027-06-31', undefined],
  ['2027-06-30t12:00:00z', { is: 'instant', instant: '2027-06-30T12:00:00Z' }],
  ['2027-06-30T12:00:61Z', undefined],
  ['2027-06-30T12:00', undefined],
  ['30d', { is: 'days', days: 30 }],
  ['30 Days', { is: 'days', days: 30 }],
  ['1 day', { is: 'days', days: 1 }],
  ['2w', { is: 'days', days: 14 }],
  ['2 weeks)', { is: 'days', days: 14 }],
  ['0d', { is: 'days', days: 0 }],
  ['12345d', undefined],
  ['-1d', undefined],
  ['1m', undefined],
  ['1y', undefined],
  ['30.06.2027', undefined],
  ['06/30/2027', undefined],
  ['friday', undefined],
  ['', undefined],
])('%j', (text, end) => {
  expect(readEnd(text)).toEqual(end);
});
