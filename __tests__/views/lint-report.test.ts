import { expect, test } from '@jest/globals';
import { lintReport } from '../../src/views/lint-report.ts';
import { plainSheet } from './readings.ts';

const mentioned = Array.from({ length: 8 }, (_, index) => ({
  id: `i${index}`,
  title: `Item ${index}`,
  file: 'a.md',
  line: index,
}));
const warning = {
  code: 'c',
  message: 'm',
  remedy: 'R.',
  file: 'a.md',
  line: 3,
  mentions: [{ what: 'could be', items: mentioned }],
};

test('each warning has its place and its remedy, and long lists say what they leave out', () => {
  const shown = lintReport({ title: 'T', items: 8, warnings: [warning], configured: [] }, plainSheet);
  expect(shown).toMatch(/^T: 8 items, 1 warning\n\n! m\n {2}a\.md:3\n {2}→ R\.\n {2}8 could be:\n {4}- Item 0 +line 0\n/);
  expect(shown).toMatch(/ {4}and 2 more: --json names all\n$/);
});

test('nothing', () => {
  const shown = lintReport({ title: 'T', items: 1, warnings: [], suggestions: [], configured: [] }, plainSheet);
  expect(shown).toBe('T: 1 item, nothing to warn of\n\nNo item speaks in words that a gate knows.\n');
});
