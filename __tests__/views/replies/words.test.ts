import { expect, test } from '@jest/globals';
import { safe } from '../../../src/views/markdown/words.ts';
import { calledText, mention, sentence, typed } from '../../../src/views/replies/words.ts';

test('foreign text does nothing', () => {
  expect(safe('@all #1 <b> [ ] `x`\n- y')).toBe('@<!-- -->all &#35;<!-- -->1 &lt;b&gt; &#91; &#93; &#96;x&#96; - y');
});

test('a line to type stands in code, unless it could leave it', () => {
  expect(typed('/gonogo assign db-1 to @anna ')).toBe('`/gonogo assign db-1 to @anna`');
  expect(typed('a`b')).toBe('a&#96;b');
  expect(typed('a\n- [ ] b')).toBe('a - &#91; &#93; b');
  expect(typed('a\u202eb')).toContain('U+202E');
});

test('an item is called by its handle and title', () => {
  expect(calledText({ handle: 'db-1', title: '<b>' })).toBe('`db-1` &lt;b&gt;');
});

test('only a login or a team calls somebody', () => {
  expect(['anna', 'anna-b', 'anna_corp'].map(mention)).toEqual(['@anna', '@anna-b', '@anna_corp']);
  expect(mention('acme/security')).toBe('@acme/security');
  expect(['acme/security/x', 'acme/', 'robot[bot]', 'a b', '', '@x', '-a'].map(mention).join(' ')).not.toMatch(/@[a-z]/);
});

test('a sentence ends once', () => {
  expect(['a', 'a.', 'a?', 'a…'].map(sentence)).toEqual(['a.', 'a.', 'a?', 'a…']);
});
