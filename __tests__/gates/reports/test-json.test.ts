import { expect, test } from '@jest/globals';
import { sketchOf } from '../../../src/gates/reports/sketch.ts';
import { addTestJson, testShapeOf } from '../../../src/gates/reports/test-json.ts';
import { tallyOf } from './tally-of.ts';

const event = '{"Action":"pass","Package":"a","Test":"T"}';

test.each([
  [`${event}\n{"Action":"pass","Package":"a"}\n`, 'go-test', 'go-test-ndjson'],
  ['{"numTotalTests":1,"success":true,"testResults":[{"name":"a","assertionResults":[{"status":"passed"}]}]}', 'jest', 'jest'],
  ['{"stats":{"tests":1},"tests":[],"passes":[{"title":"a"}]}', 'mocha', 'mocha'],
  ['{"reportFormat":"CTRF","results":{"summary":{"tests":1,"passed":1},"tests":[{"status":"passed"}]}}', 'ctrf', 'ctrf'],
  ['{"results":{"tool":{"name":"x"},"tests":[{"status":"passed"}]}}', 'ctrf', 'ctrf'],
])('%s is of %s', async (text, shape, said) => {
  expect(testShapeOf(sketchOf(text))).toBe(shape);
  const { facts, counts } = await tallyOf(addTestJson, text);
  expect([facts, counts[0]]).toMatchObject([{ shape: said }, 1]);
});

test.each([
  '{}',
  '[]',
  'null',
  '{"results":[]}',
  '{"tests":[]}',
  '{"bomFormat":"CycloneDX","specVersion":"1.7"}',
  '{"Action":"pass"}',
  'ok',
])('%s is none of them', (text) => {
  expect(testShapeOf(sketchOf(text))).toBeUndefined();
});
