import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { TreeFile } from '../../../src/reconcile/ports/platform.ts';
import { changeBetween } from '../../../src/reconcile/pull/change.ts';

const file = (path: string, oid = 'one', mode = '100644'): TreeFile => ({ path, mode, oid });

test.each([
  ['a file that came', [], [file('a')], ['a']],
  ['a file that went', [file('a')], [], ['a']],
  ['another content', [file('a'), file('b')], [file('a', 'two'), file('b')], ['a']],
  ['another mode', [file('a')], [file('a', 'one', '100755')], ['a']],
  ['a file that moved', [file('a')], [file('b')], ['a', 'b']],
  ['a link in place of a file', [file('a')], [file('a', 'one', '120000')], ['a']],
  ['nothing', [file('a')], [file('a')], []],
])('%s', (_name, before, after, paths) => {
  expect(changeBetween(before, after).paths).toEqual(paths);
});

test('the same change has the same digest, whatever else the trees hold', () => {
  const one = changeBetween([file('a'), file('x')], [file('a', 'two'), file('x')]);
  const other = changeBetween([file('a'), file('y', 'three')], [file('a', 'two'), file('y', 'three')]);
  expect(one.digest).toBe(other.digest);
});

test.each([
  ['another content', [file('a', 'three')]],
  ['another mode', [file('a', 'two', '100755')]],
  ['one file more', [file('a', 'two'), file('b')]],
  ['the file gone instead', []],
])('%s is another change', (_name, after) => {
  const before = [file('a')];
  expect(changeBetween(before, after).digest).not.toBe(changeBetween(before, [file('a', 'two')]).digest);
});

test('neither order nor what is alike changes anything', () => {
  const files = fc.uniqueArray(
    fc.record({ path: fc.string(), mode: fc.constantFrom('100644', '100755'), oid: fc.constantFrom('one', 'two') }),
    { selector: ({ path }) => path },
  );
  fc.assert(
    fc.property(files, files, (before, after) => {
      const change = changeBetween(before, after);
      expect(changeBetween(before.toReversed(), after.toReversed())).toEqual(change);
      expect(changeBetween(after, before).paths).toEqual(change.paths);
      expect(change.paths.length === 0).toBe(changeBetween(after, before).paths.length === 0);
    }),
  );
});
