import { expect, test } from '@jest/globals';
import { html, ours } from '../../../src/views/html/markup.ts';

test('text is text, and pieces are pieces', () => {
  const title = '<b>"x" & \'y\'</b>';
  expect(html`<p title="${title}">${title}${html`<i>${1}</i>`}${undefined}${['a', html`<br>`]}</p>`.markup).toBe(
    '<p title="&lt;b&gt;&quot;x&quot; &amp; &#39;y&#39;&lt;/b&gt;">&lt;b&gt;&quot;x&quot; &amp; &#39;y&#39;&lt;/b&gt;<i>1</i>a<br></p>',
  );
});

test('one line of a length that people read, with what is hidden shown', () => {
  expect(html`${'a\n\u202eb'}`.markup).toBe('a ⟦U+202E⟧b');
  expect(html`${'x'.repeat(1_000_000)}`.markup).toHaveLength(600);
});

test.each([
  [', or ', ', or '],
  [' · ', ' · '],
  ['  ', ' '],
  ['', ''],
])('a space at an end holds pieces of a sentence apart: %j', (text, expected) => {
  expect(html`${text}`.markup).toBe(expected);
});

test('only what is ours stands as it is', () => {
  expect(html`<style>${ours('a > b { }')}</style>`.markup).toBe('<style>a > b { }</style>');
});
