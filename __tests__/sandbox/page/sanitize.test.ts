import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isSafeAddress, sanitize } from '../../../src/sandbox/page/sanitize.ts';
import { dangers, elements } from './visit.ts';

test.each([
  ['<details open><summary>More</summary><p>text</p></details>', '<details open=""><summary>More</summary><p>text</p></details>'],
  ['<b>a</b><sub>b</sub><kbd>c</kbd><br>', '<b>a</b><sub>b</sub><kbd>c</kbd><br>'],
  [
    '<a href="https://example.com" onclick="x()" target="_top">a</a>',
    '<a href="https://example.com" rel="nofollow noreferrer">a</a>',
  ],
  ['<a href="javascript:alert(1)">a</a>', '<a rel="nofollow noreferrer">a</a>'],
  ['<a href="java&#115;cript:alert(1)">a</a>', '<a rel="nofollow noreferrer">a</a>'],
  ['<a href="&#1;javascript:alert(1)">a</a>', '<a rel="nofollow noreferrer">a</a>'],
  ['<script>alert(1)</script>left', 'left'],
  ['<style>body{display:none}</style><p style="position:fixed">a</p>', '<p>a</p>'],
  ['<td>a', 'a'],
  [
    '<table><tr><td style="text-align:right">a</td></tr></table>',
    '<table><tbody><tr><td align="right">a</td></tr></tbody></table>',
  ],
  ['<svg><a xlink:href="javascript:alert(1)"><text>a</text></a></svg>b', 'b'],
  ['<form action="/-/you"><button name=login value=ada>a</button></form>', 'a'],
  ['<input type="checkbox" checked>', ''],
  [
    '<img src="https://example.com/a.png" alt="A" onerror="x">',
    '<a href="https://example.com/a.png" rel="nofollow noreferrer">A</a>',
  ],
  ['<img src="x:y">', 'picture'],
  ['<p id="merge" class="btn" name="x">a</p>', '<p>a</p>'],
  ['<!-- hidden --><p>a</p>', '<p>a</p>'],
  ['</div></main><p>a', '<p>a</p>'],
  [
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<a href="x" rel="nofollow noreferrer">picture</a>&quot;&gt;',
  ],
])('%s', (given, cleaned) => {
  expect(sanitize(given)).toBe(cleaned);
});

test('depth ends somewhere', () => {
  expect(sanitize('<b>'.repeat(5000)).length).toBeLessThan(2000);
});

const pieces = [
  '<marquee>',
  '</marquee>',
  '<p>',
  '<li>',
  '<h1>',
  '<h2>',
  '<div>',
  '</div>',
  '<a href=#>',
  '</a>',
  '<form>',
  '<frameset>',
  '<body onload=x>',
  '<b>',
  '</b>',
  '<script>',
  '</script>',
  '<svg>',
  '<math>',
  '<style>',
  '<a href="javascript:x">',
  '<img src=x onerror=x>',
  '"',
  "'",
  '<!--',
  '-->',
  '<p onclick=x>',
  '<table>',
  '<td>',
  '<select>',
  '<template>',
  '</',
  '<',
  '>',
  'x',
  '<textarea>',
  '<mglyph>',
  '<mtext>',
  '<title>',
  '<xmp>',
  '<noscript>',
  '&lt;',
];

test('a link inside of a link, which a browser parts, is parted', () => {
  const cleaned = sanitize('<a href="javascript:x"><table><a href=#>');
  expect(sanitize(cleaned)).toBe(cleaned);
  expect(cleaned).toContain('<a href="#"');
});

test('whatever it was, nothing in it runs, and cleaning it once more changes nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 30 }), (parts) => {
      const cleaned = sanitize(parts.join(''));
      expect(dangers(cleaned)).toEqual([]);
      expect(sanitize(cleaned)).toBe(cleaned);
      const around = elements(`<main><div id="in">${cleaned}</div></main><p id="after"></p>`);
      expect(around.find(({ attrs }) => attrs.some(({ value }) => value === 'after'))?.parentNode).toMatchObject({
        tagName: 'body',
      });
    }),
    { numRuns: 500 },
  );
});

test.each([
  ['https://example.com', true],
  ['HTTP://example.com', true],
  ['mailto:a@example.com', true],
  ['#part', true],
  ['/acme/shop', true],
  ['docs/a.md', true],
  ['a.md', true],
  ['//example.com', false],
  ['/\\example.com', false],
  ['javascript:alert(1)', false],
  ['data:text/html,x', false],
  ['docs/\u0001a', false],
  ['', false],
])('the address %j: %s', (address, safe) => {
  expect(isSafeAddress(address)).toBe(safe);
});
