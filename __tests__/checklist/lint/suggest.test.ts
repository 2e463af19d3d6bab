import { expect, test } from '@jest/globals';
import { suggest } from '../../../src/checklist/lint/suggest.ts';
import { reading } from './readings.ts';

test.each<[item: string, words: readonly string[]]>([
  ['{ id: a, title: Test coverage above 80 % }', ['test coverage']],
  ['{ id: a, title: Tests, criteria: [code coverage is high] }', ['code coverage']],
  ['{ id: a, title: On-call coverage is agreed }', []],
  ['{ id: a, title: Coverage, gate: coverage, limits: { lines: 80 } }', []],
  ['{ id: a, title: Coverage, signOff: { role: lead } }', []],
  ['{ id: a, title: Something else }', []],
])('%s', (item, words) => {
  const found = suggest(reading([item]));
  expect(found.flatMap((suggestion) => suggestion.words)).toEqual(words);
  for (const { gate, item: named } of found) expect([gate, named.id, named.line]).toEqual(['coverage', 'a', 6]);
});
