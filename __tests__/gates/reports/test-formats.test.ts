import { expect, test } from '@jest/globals';
import { sketchOf } from '../../../src/gates/reports/sketch.ts';
import { testFormats } from '../../../src/gates/reports/test-formats.ts';

test.each([
  ['<?xml version="1.0"?>\n<testsuites name="a > b"><testsuite/>', 'junit'],
  ['<testsuite tests="1">', 'junit'],
  ['\uFEFF<TestRun id="1" xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">', 'trx'],
  ['<test-run id="2"/>', 'nunit'],
  ['<!--old--><test-results name="x">', 'nunit'],
  ['<assemblies>', 'xunit'],
  ['TAP version 14\n1..1\n', 'tap'],
  ['# a comment\n\n1..2\nok 1\n', 'tap'],
  ['not ok 1 - a\n', 'tap'],
  ['{"numTotalTests": 1, "testResults": [', 'test-json'],
])('%j is %s', (text, format) => {
  expect(testFormats.filter((each) => each.recognises(sketchOf(text))).map((each) => each.format)).toEqual([format]);
});

test.each(['', '<html>', '<coverage/>', 'okay', 'TAP', '{"tests": 3}', '<testsuitesx/>'])('%j is none of them', (text) => {
  expect(testFormats.filter((each) => each.recognises(sketchOf(text)))).toEqual([]);
});
