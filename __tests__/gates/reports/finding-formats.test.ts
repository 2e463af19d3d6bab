import { expect, test } from '@jest/globals';
import { findingFormats } from '../../../src/gates/reports/finding-formats.ts';
import { sketchOf } from '../../../src/gates/reports/sketch.ts';

const named = (text: string, isAsked: boolean) =>
  findingFormats.filter((each) => each.recognises(sketchOf(text), isAsked)).map(({ format }) => format);

test.each([
  ['{"version": "2.1.0", "runs": [{"tool": {', 'sarif'],
  ['{"runs": []}', 'sarif'],
  ['{"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0"', 'sarif'],
  ['[{"RuleID": "a"', 'gitleaks'],
  ['[{"line": "x", "offender": "y", "rule": "z"}]', 'gitleaks'],
])('%j is %s', (text, format) => {
  expect(named(text, false)).toEqual([format]);
});

test.each(['[]', 'null', '{"leaks": []}'])('%j is one of gitleaks when somebody says so', (text) => {
  expect([named(text, false), named(text, true)]).toEqual([[], ['gitleaks']]);
});

test.each(['{}', '[{"rule": "a"}]', '{"runs": 3}', '{"leaks": []}'])('%j is none of them by itself', (text) => {
  expect(named(text, false)).toEqual([]);
});
