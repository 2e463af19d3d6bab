import { expect, test } from '@jest/globals';
import { coverageFormats } from '../../../src/gates/reports/coverage-formats.ts';
import { sketchOf } from '../../../src/gates/reports/sketch.ts';

test.each([
  ['TN:\nSF:a.ts\n', 'lcov'],
  ['# made by a tool\n\nSF:a.ts\n', 'lcov'],
  ['{"total": {"lines": {"total": 1', 'istanbul'],
  ['{"/a.js": {"path": "/a.js", "statementMap": {"0": {', 'istanbul'],
  ['<?xml version="1.0"?><coverage line-rate="1"><sources/>', 'cobertura'],
  ['<coverage line-rate="0"><project/>', 'cobertura'],
  ['<coverage generated="1" clover="3.2.0">\n  <project timestamp="1">', 'clover'],
  ['<!DOCTYPE report PUBLIC "-//JACOCO//DTD Report 1.1//EN" "report.dtd"><report name="x"/>', 'jacoco'],
  ['<report name="x"><sessioninfo id="1"/>', 'jacoco'],
  ['mode: atomic\na/b.go:1.1,2.2 1 1\n', 'gocover'],
  ['{"meta": {"version": "7.6"}, "files": {', 'coverage-py'],
  ['{"RSpec": {"coverage": {"a.rb": {"lines": [1', 'simplecov'],
  ['{"meta": {"simplecov_version": "0.22"}, "coverage": {', 'simplecov'],
  ['{"result": {"line": 95.1}}', 'simplecov'],
])('%j is %s', (text, format) => {
  expect(coverageFormats.filter((each) => each.recognises(sketchOf(text))).map((each) => each.format)).toEqual([format]);
});

test.each(['<report/>', '<coverages/>', 'mode: fast\n', '{"meta": {}}', '{"result": {}}', '{"a": {"path": 1}}'])(
  '%j is none of them',
  (text) => {
    expect(coverageFormats.filter((each) => each.recognises(sketchOf(text)))).toEqual([]);
  },
);
