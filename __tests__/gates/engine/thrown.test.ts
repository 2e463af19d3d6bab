import { expect, test } from '@jest/globals';
import { messageOf, textOf } from '../../../src/gates/engine/thrown.ts';

test.each<[unknown, string]>([
  [new Error('plain'), 'plain'],
  [new DOMException('stopped', 'AbortError'), 'stopped'],
  ['a text', 'a text'],
  [undefined, 'undefined'],
  [null, 'null'],
  [{ message: 7 }, '[object Object]'],
])('%p says %j', (thrown, expected) => {
  expect(messageOf(thrown)).toBe(expected);
});

test('its other texts are found where there are any', () => {
  expect(textOf(new DOMException('stopped', 'AbortError'), 'name')).toBe('AbortError');
  expect(textOf(Object.assign(new Error('x'), { code: 'ENOENT' }), 'code')).toBe('ENOENT');
  expect(textOf(new Error('x'), 'code')).toBeUndefined();
  expect(textOf('x', 'name')).toBeUndefined();
});
