import { expect, test } from '@jest/globals';
import { issuesOf } from '../../../src/gates/engine/validate.ts';
import { scanEvidence } from '../../../src/gates/scan/evidence.ts';
import { advisory, none, seen } from './seen.ts';

const schema = scanEvidence('test.evidence');

test('evidence is what it says, and nothing else', () => {
  expect(issuesOf(schema, seen([advisory()]))).toEqual([]);
  expect(issuesOf(schema, { ...seen([]), more: { ...none, critical: -1 } })).not.toEqual([]);
  expect(issuesOf(schema, seen([{ ...advisory(), ids: [] }]))).not.toEqual([]);
  expect(issuesOf(schema, { ...seen([]), other: 1 })).not.toEqual([]);
});
