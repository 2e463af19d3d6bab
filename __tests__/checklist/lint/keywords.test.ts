import { expect, test } from '@jest/globals';
import { bind } from '../../../src/checklist/bind.ts';
import {
  conditionalPhrases,
  gateKeywords,
  lastingPhrases,
  phrasesIn,
  softPhrases,
} from '../../../src/checklist/lint/keywords.ts';
import { gates } from '../../../src/gates/registry.ts';

test('every gate has its words, and no other', () => {
  expect(gateKeywords.map(({ gate }) => gate).toSorted()).toEqual(gates.map(({ id }) => id).toSorted());
});

test.each(gateKeywords.map((each) => [each.gate, each] as const))(
  'the example for %s is one that the gate takes',
  (gate, { example }) => {
    const config = {
      version: 1,
      checklist: 'x',
      targets: { [example.target ?? 'none']: { url: 'https://example.com' } },
    } as const;
    expect(bind({ gate, ...example }, undefined, config).is).toBe('configured');
  },
);

test('phrases are words as they are looked for', () => {
  const all = [
    ...gateKeywords.flatMap(({ phrases, unless }) => [...phrases, ...unless]),
    ...lastingPhrases,
    ...softPhrases,
    ...conditionalPhrases,
  ];
  expect(all.filter((phrase) => phrasesIn(phrase, [phrase]).length === 0)).toEqual([]);
});

test.each<[string, string[]]>([
  ['Test coverage > 80 %', ['test coverage']],
  ['**Test-Coverage**: all', ['test coverage']],
  ['Discoverage', []],
  ['Coverage of test coverage', ['test coverage', 'coverage']],
  ['', []],
])('%s', (text, expected) => {
  expect(phrasesIn(text, ['coverage', 'test coverage'])).toEqual(expected);
});
