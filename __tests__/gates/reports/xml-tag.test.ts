import { Buffer } from 'node:buffer';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { newTag, readTag, unescaped } from '../../../src/gates/reports/xml-tag.ts';

function read(text: string, tag = newTag()): number {
  tag.bytes = Buffer.from(text);
  return readTag(tag, 0);
}

test('a tag says its name and its values, and where it ends', () => {
  const tag = newTag();
  const text = `suite  name='a "b"'\n tests="3" /> and more`;
  expect(read(text, tag)).toBe(text.indexOf('>') + 1);
  expect([tag.name, tag.isEmpty, tag.get('name'), tag.whole('tests'), tag.get('other')]).toEqual([
    'suite',
    true,
    'a "b"',
    3,
    undefined,
  ]);
  expect(read('other>', tag)).toBe(6);
  expect([tag.name, tag.isEmpty, tag.get('name')]).toEqual(['other', false, undefined]);
});

test('a tag that is not all there is asked for again', () => {
  const text = 'a b="&lt;c" d=\'\'/>';
  for (let length = 0; length < text.length; length++) expect(read(text.slice(0, length))).toBe(-1);
});

test('what was written with references reads as it was', () => {
  const escape = (text: string) =>
    text.replace(/[<>&"']/g, (char) => ({ '<': '&lt;', '>': '&#62;', '&': '&amp;', '"': '&#x22;', "'": '&apos;' })[char] ?? char);
  fc.assert(fc.property(fc.string(), (text) => expect(unescaped(escape(text))).toBe(text)));
  expect(unescaped('&constructor; &nbsp; &#x110000;')).toBe('&constructor; &nbsp; &#x110000;');
});
