import { expect, test } from '@jest/globals';
import { count } from '../../src/views/plural.ts';

test.each([
  [0, '0 items'],
  [1, '1 item'],
  [2, '2 items'],
])('%i', (number, text) => {
  expect(count(number, 'item')).toBe(text);
});

test('an own plural', () => {
  expect(count(2, 'entry', 'entries')).toBe('2 entries');
});
