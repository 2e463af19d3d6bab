import { expect, test } from '@jest/globals';
import { fitted, iconOf, iconOfTodo, namedText, safe, valueText } from '../../../src/views/markdown/words.ts';
import { fixFirst } from '../../../src/views/order.ts';
import { anna, hold, items, verdict } from '../samples.ts';

test('foreign text stays text, in one line that no log takes for a command', () => {
  expect(safe('a\n::error::b @org [x](y) </details>')).toBe('a ::<!-- -->error::b @<!-- -->org &#91;x&#93;(y) &lt;/details&gt;');
  expect(safe('a '.repeat(5000)).length).toBeLessThan(700);
});

test('a go by a broken glass does not look like any other', () => {
  const emergency = { by: anna, reason: 'outage', until: '2027-03-01T14:00:00Z', skipped: [] };
  expect([iconOf(verdict()), iconOf(verdict({ emergency })), iconOf(verdict({ decision: 'waiting' }))]).toEqual([
    '✅',
    '🚨',
    '⬜',
  ]);
});

test('what is to do has the picture of its item; what is no item, that of its decision', () => {
  const todos = fixFirst(verdict({ decision: 'no-go', items: [items.failed, items.open], obstacles: [hold] }));
  expect(todos.map(iconOfTodo)).toEqual(['❌', '⬜', '⬜']);
});

test('a value is drawn where it can be', () => {
  expect(valueText({ metric: 'lines', value: 40, unit: '%', limit: 'at least 80 %' })).toBe(
    '`████░░░░┃░░` lines 40 % (at least 80 %)',
  );
  expect(valueText({ metric: 'tls', value: '<b>', limit: 'TLSv1.2' })).toBe('tls &lt;b&gt; (TLSv1.2)');
});

test('an item by its title, its place and its id', () => {
  expect(namedText(items.cannotTell, new Map())).toBe('No known holes in dependencies · Security › Supply chain · audit');
});

test.each([
  ['a short text stays', 'a [b] c', 100, 'a &#91;b&#93; c'],
  ['nothing stays nothing', '', 10, ''],
])('%s', (_, text, most, wanted) => {
  expect(fitted(text, most)).toBe(wanted);
});

test.each(['#'.repeat(1_000), '👩‍👧'.repeat(500), 'word '.repeat(400), '\u202e'.repeat(2_000), '\ud800'.repeat(900)])(
  'cut until it has room, whatever it is made of',
  (text) => {
    const cut = fitted(text, 120);
    expect(cut.length).toBeLessThanOrEqual(120);
    expect(cut.length).toBeGreaterThan(10);
    expect(cut).toMatch(/…$/);
    expect(cut.isWellFormed()).toBe(true);
  },
);
