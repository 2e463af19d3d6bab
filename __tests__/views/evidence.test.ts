import { expect, test } from '@jest/globals';
import { evidenceOf } from '../../src/views/evidence.ts';
import { coverageFailed, coveragePassed, item, items, verdict } from './samples.ts';

test('one answer is one row, whichever items rest on it, and what fails comes first', () => {
  const rows = evidenceOf(verdict({ items: [items.supported, items.passed, items.failed] }));
  expect(rows.map(({ answer, items: each }) => [answer, each.map(({ id }) => id)])).toEqual([
    [coverageFailed, ['coverage']],
    [coveragePassed, ['quality', 'coverage']],
  ]);
});

test('the same gate elsewhere, or at another time, is another row', () => {
  const answers = [coveragePassed, { ...coveragePassed, target: 'eu' }, { ...coveragePassed, at: '2027-02-01T00:00:00Z' }];
  const given = answers.map((answer, at) => item({ id: `i${at}`, answer }));
  expect(evidenceOf(verdict({ items: given }))).toHaveLength(3);
});

test('what does not apply, or is asked later, says nothing', () => {
  expect(evidenceOf(verdict({ items: [item({ ...items.passed, phase: 'verify' })] }))).toEqual([]);
  expect(evidenceOf(verdict({ items: [item({ ...items.passed, applies: false })] }))).toEqual([]);
});
