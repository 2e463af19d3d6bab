import { expect, test } from '@jest/globals';
import { isOlder, mergedProtocols, type Offer, worstOffer } from '../../../../src/gates/rules/tls/versions.ts';

test.each<[readonly Offer[], Offer]>([
  [[], 'untested'],
  [['refused', 'refused'], 'refused'],
  [['refused', 'untested'], 'untested'],
  [['untested', 'offered', 'refused'], 'offered'],
])('%j is %s for all', (all, expected) => {
  expect(worstOffer(all)).toBe(expected);
});

test('versions have an age, and are merged one by one', () => {
  expect([isOlder('SSLv3', 'TLSv1'), isOlder('TLSv1.3', 'TLSv1.2'), isOlder('TLSv1', 'TLSv1')]).toEqual([true, false, false]);
  const a = {
    SSLv2: 'refused',
    SSLv3: 'refused',
    TLSv1: 'refused',
    'TLSv1.1': 'untested',
    'TLSv1.2': 'offered',
    'TLSv1.3': 'refused',
  } as const;
  const b = { ...a, TLSv1: 'offered', 'TLSv1.2': 'refused' } as const;
  expect(mergedProtocols([a, b])).toEqual({ ...a, TLSv1: 'offered', 'TLSv1.2': 'offered' });
});
