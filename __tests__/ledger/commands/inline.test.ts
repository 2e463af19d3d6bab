import { expect, test } from '@jest/globals';
import { seenPlainly } from '../../../src/ledger/commands/inline.ts';

test.each<[string, boolean]>([
  ['HERE', true],
  ['`a`\nHERE', true],
  ['`a\nHERE `b`', false],
  ['a < b\nHERE', true],
  ['a < b\nHERE -> c', false],
  ['[x] done\nHERE', true],
  ['[x\nHERE]', false],
  ['(a)\nHERE (b)', true],
  ['[a](b\nHERE (c)', false],
  ['[a]: b\nHERE', false],
  ['see [a]: b\nHERE', true],
  ['~5 minutes\nHERE', true],
  ['~~5\nHERE~~', false],
  ['$5\nHERE', true],
  ['$5\nHERE $6', false],
  ['<kbd>x</kbd>\nHERE', false],
  ['`<kbd>`\nHERE', true],
  ['HERE `b` <kbd> $ ~ [x](y)', true],
])('%j: %s', (text, seen) => {
  expect(seenPlainly(text)(text.indexOf('HERE'))).toBe(seen);
});
