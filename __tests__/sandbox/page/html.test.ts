import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { escape, html, show, trusted } from '../../../src/sandbox/page/html.ts';
import { anyCharacter } from '../../ground/character.ts';
import { elements } from './visit.ts';

test('what is put into a template is text', () => {
  const name = `<b onclick="x">&'`;
  expect(show(html`<p title="${name}">${name}${1}</p>`)).toBe(
    '<p title="&lt;b onclick=&quot;x&quot;&gt;&amp;&#39;">&lt;b onclick=&quot;x&quot;&gt;&amp;&#39;1</p>',
  );
});

test('markup is put in as it is, lists one after the other, and nothing shows as nothing', () => {
  const item = (word: string) => html`<li>${word}</li>`;
  expect(show(html`<ul>${['a', '<'].map(item)}${null}${undefined}${false}${trusted('<hr>')}</ul>`)).toBe(
    '<ul><li>a</li><li>&lt;</li><hr></ul>',
  );
});

test('an object that looks like markup is none', () => {
  const forged = JSON.parse('{"markup":"<script>","length":0}');
  expect(() => show(forged)).toThrow(TypeError);
});

test('no text becomes an element or ends an attribute', () => {
  fc.assert(
    fc.property(fc.string({ unit: anyCharacter }), (text) => {
      const found = elements(`<i data-a="${escape(text)}">${escape(text)}</i>`).filter(
        ({ tagName }) => !['html', 'head', 'body'].includes(tagName),
      );
      expect(found.map(({ tagName, attrs }) => [tagName, attrs.length])).toEqual([['i', 1]]);
    }),
  );
});
