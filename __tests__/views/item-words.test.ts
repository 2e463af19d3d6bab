import { expect, test } from '@jest/globals';
import { conditionWords, proofWords, settingsWords, whoWords } from '../../src/views/item-words.ts';

test.each([
  [{ by: 'items', of: 'all-above' }, 'done when all above is'],
  [{ by: 'sign-off', role: 'lead', count: 2, via: 'box', support: [] }, 'signed by 2 as lead, by box or command'],
  [{ by: 'person', who: { write: true }, support: [], couldBe: [] }, 'ticked by anybody with write access'],
  [
    { by: 'gate', use: { gate: 'g', target: 't', source: {}, limits: { a: 1, b: { c: [2, 3] } } } },
    'proved by g on t: a 1, b (c (2, 3))',
  ],
] as const)('%j', (proof, words) => {
  expect(proofWords(proof)).toBe(words);
});

test('who, when and what', () => {
  expect(whoWords({ role: 'lead' }, {})).toMatch(/held by nobody/);
  expect(whoWords({ role: 'lead' }, { lead: { team: 'x/y' } })).toBe('the role lead (the team x/y)');
  expect(conditionWords({ paths: ['a', 'b'], labels: ['c'] })).toBe('when a changed file matches a or b, and it has the label c');
  expect(settingsWords(true)).toBe('true');
});
