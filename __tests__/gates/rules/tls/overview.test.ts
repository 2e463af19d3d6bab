import { expect, test } from '@jest/globals';
import { overviewOf } from '../../../../src/gates/rules/tls/overview.ts';
import { offering, seenWith } from './sample.ts';

test('the worst address counts, and each is shown on its own', () => {
  const { grade, protocols, addresses } = overviewOf(seenWith({}, offering('SSLv3')));
  expect(grade).toBe('C');
  expect(protocols).toMatchObject({ SSLv3: 'offered', TLSv1: 'refused', 'TLSv1.3': 'offered' });
  expect(addresses.map((each) => [each.address, each.grade])).toEqual([
    ['192.0.2.1', 'A+'],
    ['192.0.2.2', 'C'],
  ]);
});
