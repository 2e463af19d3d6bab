import { expect, test } from '@jest/globals';
import { below } from '../../../src/views/check-run/below.ts';

test('both stand there whole where there is room', () => {
  expect(below('Note.\n\n', '# Title\n\ntext\n')).toBe('Note.\n\n# Title\n\ntext\n');
});

test('a summary that fills a page loses its end, and says so', () => {
  const found = below('Note.\n\n', 'a line of it\n'.repeat(5_041));
  expect(Buffer.byteLength(found)).toBeLessThanOrEqual(65_535);
  expect(found.startsWith('Note.\n\na line of it\n')).toBe(true);
  expect(found.endsWith('has no room here._\n')).toBe(true);
});
