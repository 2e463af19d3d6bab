import { expect, test } from '@jest/globals';
import { linked, safeUrl } from '../../../src/views/markdown/link.ts';

test.each([
  ['https://a.example/x?y=1#z', 'https://a.example/x?y=1#z'],
  ['HTTP://a.example', 'http://a.example/'],
  ['javascript:alert(1)', undefined],
  ['data:text/html,x', undefined],
  ['/relative', undefined],
  ['', undefined],
  [undefined, undefined],
])('%j leads to %j', (url, expected) => {
  expect(safeUrl(url)).toBe(expected);
});

test('an address cannot end its link', () => {
  expect(linked('here', 'https://a.example/(x)_*`|')).toBe('[here](https://a.example/%28x%29%5F%2A%60%7C)');
  expect(linked('here', 'no address')).toBe('here');
});
