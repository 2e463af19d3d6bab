import { expect, test } from '@jest/globals';
import { elsewhere, handlesIn } from '../../../src/views/check-run/options.ts';
import { now } from '../samples.ts';

test.each([
  [{ report: 'https://a.example/r', board: 'https://a.example/b' }, '[the report](https://a.example/r) has all of it'],
  [{ report: 'no address', board: 'https://a.example/b' }, '[the checklist comment](https://a.example/b) has every item'],
  [{}, 'the command `/gonogo status` answers with all of it'],
])('where the rest is: %j', (links, expected) => {
  expect(elsewhere({ now, links })).toBe(expected);
});

test('without handles items go by their ids', () => {
  expect([handlesIn({ now }).size, handlesIn({ now, handles: new Map([['a', 'b']]) }).get('a')]).toEqual([0, 'b']);
});
