import { expect, test } from '@jest/globals';
import { foreignText, linkTo, signOf, tenths, valueList } from '../../../src/views/html/pieces.ts';
import { marks } from '../../../src/views/marks.ts';
import { items, now } from '../samples.ts';

const context = { now, handles: new Map(), anchors: new Map([[items.open, 'i3']]) };

test('a sign is a picture', () => {
  expect(signOf(marks.failed).markup).toBe('<span class="sign bad" aria-hidden="true">✗</span>');
});

test('text of somebody else keeps its direction to itself', () => {
  expect(foreignText('שלום <b>').markup).toBe('<bdi>שלום &lt;b&gt;</bdi>');
});

test('an item that stands on the page is a link to there', () => {
  expect(linkTo(items.open, context).markup).toBe('<a href="#i3"><bdi>Backups were restored once</bdi></a>');
  expect(linkTo(items.later, context).markup).toBe('<bdi>Smoke test</bdi>');
});

test('values are drawn where they can be, beside their words', () => {
  const drawn = valueList([
    { metric: 'lines', value: 71.26, unit: '%', limit: 'at least 80 %', ok: false },
    { metric: 'tls', value: 'TLSv1.3', limit: 'TLSv1.2', ok: true },
  ])?.markup;
  expect(drawn).toMatch(
    /<svg class="bar bad"[^>]* aria-hidden="true">.*class="fill" width="71\.2" .*class="limit" x="79\.3" .*<bdi>lines 71\.26 % \(at least 80 %\)<\/bdi>/,
  );
  expect(drawn?.match(/<svg/g)).toHaveLength(1);
  expect(valueList([])).toBeUndefined();
});

test.each([
  [0.99999, '99.9'],
  [1, '100.0'],
  [0, '0.0'],
])('what is short of the whole is drawn so: %d', (share, expected) => {
  expect(tenths(share)).toBe(expected);
});
