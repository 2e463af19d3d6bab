import { expect, test } from '@jest/globals';
import { isSpeaking, isVerb, specOf, usageOf, verbNames, verbs } from '../../../src/ledger/commands/verbs.ts';
import { acts } from '../../../src/ledger/statement.ts';

test('every act but a refusal has its command, and the other commands only ask', () => {
  expect(verbNames.filter(isSpeaking).toSorted()).toEqual(acts.filter((act) => act !== 'refused').toSorted());
  expect(verbNames.filter((verb) => !isSpeaking(verb))).toEqual(['recheck', 'explain', 'status', 'mine', 'help']);
});

test('usage and example begin with their verb, and so does nothing that is none', () => {
  for (const verb of verbNames) {
    expect(usageOf(verb)).toMatch(new RegExp(`^/gonogo ${verb}( |$)`));
    expect(specOf(verb).example).toMatch(new RegExp(`^${verb}( |$)`));
  }
  expect(['toString', '__proto__', 'TICK', ''].filter(isVerb)).toEqual([]);
});

test('whole sections are ticked, and nothing else is done to many at once', () => {
  expect(verbNames.filter((verb) => specOf(verb).items === 'many')).toEqual(['tick', 'untick']);
  expect([verbs.waive.longestDays, verbs.na.longestDays]).toEqual([30, 365]);
});
