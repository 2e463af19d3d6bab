import { expect, test } from '@jest/globals';
import { coverageFormats } from '../../../src/gates/reports/coverage-formats.ts';
import { sketchOf } from '../../../src/gates/reports/sketch.ts';

test.each([
  ['TN:\nSF:a.ts\n', 'lcov'],
  ['# made by a tool\n\nSF:a.ts\n', 'lcov'],
  ['{"total": {"lines": {"total": 1', 'istanbul'],
])('%j is %s', (text, format) => {
  expect(coverageFormats.filter((each) => each.recognises(sketchOf(text))).map((each) => each.format)).toEqual([format]);
});
