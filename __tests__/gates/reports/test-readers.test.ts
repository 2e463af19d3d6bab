import { expect, test } from '@jest/globals';
import { testFormats } from '../../../src/gates/reports/test-formats.ts';
import { testReader } from '../../../src/gates/reports/test-readers.ts';

test.each(testFormats.map(({ format }) => format))('%s has a reader', async (format) => {
  expect(await testReader(format)).toBeInstanceOf(Function);
});

test('what is no format of tests has none', async () => {
  await expect(testReader('lcov')).rejects.toThrow('lcov is no format of tests');
});
