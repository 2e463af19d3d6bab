import { expect, test } from '@jest/globals';
import { howToSetUp, onlyCouldBe } from '../../../src/checklist/lint/could-be.ts';
import { reading } from './readings.ts';

test('one warning for each gate', () => {
  const items = ['a', 'b'].map((id) => `{ id: ${id}, title: ${id}, gate: coverage, limits: { lines: 80 } }`);
  expect(onlyCouldBe(reading(items))).toMatchObject([{ message: expect.stringMatching(/^2 items are .* coverage /), line: 6 }]);
});

test('how to set it up', () => {
  expect(howToSetUp([{ gate: 'coverage', source: {}, limits: {} }])).toMatch(/gates: \{ coverage: \{ source/);
  expect(howToSetUp([])).toBe('');
});
