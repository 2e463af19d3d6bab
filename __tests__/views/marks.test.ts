import { describe, expect, test } from '@jest/globals';
import { states } from '../../src/verdict/verdict.ts';
import { decisionSigns, markOf, markOfAnswer, marks, signOfAnswer } from '../../src/views/marks.ts';
import { columnsOf } from '../../src/views/width.ts';
import { anna, coverageFailed, coveragePassed, item, items, now, verdict } from './samples.ts';

describe('every state', () => {
  test.each([...states])('%s has a sign of one column and a word of its own', (state) => {
    expect(columnsOf(marks[state].sign)).toBe(1);
    expect(states.filter((other) => marks[other].word === marks[state].word)).toEqual([state]);
  });

  test('only what is proved or said has the sign of done', () => {
    expect(states.filter((state) => marks[state].sign === '✓')).toEqual(['ticked', 'signed', 'passed', 'standing']);
    expect(marks.waived.word).toBe('WAIVED');
    expect(marks['not-applicable'].word).toBe('N/A');
  });
});

describe('markOf', () => {
  test.each([
    ['an item that does not apply', items.elsewhere, 'does not apply now'],
    ['a debt', items.debt, 'DEBT'],
    ['a debt that is paid', item({ ...items.debt, state: 'ticked' }), 'ticked'],
    [
      'not enforced yet',
      item({ id: 'x', tolerated: { kind: 'not-yet-enforced', until: '2027-06-30T00:00:00Z' } }),
      'not enforced yet',
    ],
    ['failed', items.failed, 'failed'],
  ])('%s', (_, given, word) => {
    expect(markOf(given).word).toBe(word);
  });
});

test('a gate is marked by its own answer, and by waiting while it has none', () => {
  expect(
    [coverageFailed, coveragePassed, { ...coverageFailed, state: 'waiting' as const }].map((each) => markOfAnswer(each).word),
  ).toEqual(['failed', 'passed', 'waiting']);
});

test('a go by a broken glass has another sign than a go', () => {
  const emergency = { by: anna, reason: 'outage', until: now, skipped: [] };
  expect([signOfAnswer(verdict()), signOfAnswer(verdict({ emergency })), decisionSigns.waiting.sign]).toEqual(['✓', '!', '☐']);
});
