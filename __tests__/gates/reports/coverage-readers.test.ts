import { expect, test } from '@jest/globals';
import { coverageFormats } from '../../../src/gates/reports/coverage-formats.ts';
import { coverageReader, isSummary } from '../../../src/gates/reports/coverage-readers.ts';
import { textSource } from './text-source.ts';

test.each(coverageFormats.map(({ format }) => format))('%s has a reader', async (format) => {
  expect(await coverageReader(format)).toBeInstanceOf(Function);
});

test('what is no format of coverage has none', async () => {
  await expect(coverageReader('junit')).rejects.toThrow('junit is no format of coverage');
});

test('a summary is told from a whole report', () => {
  expect(isSummary(textSource('{"total": {"lines": {"total": 1'))).toBe(true);
  expect(isSummary(textSource('{"/a.js": {"path": "/a.js", "statementMap": {'))).toBe(false);
});
