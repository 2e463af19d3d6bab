import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import * as queries from '../../../src/github/pull/query.ts';
import { costOf } from '../../../src/sandbox/graphql/execute.ts';

const { configPath, ...texts } = queries;
const file = new URL('../../../src/sandbox/validate/github/schema.graphql', import.meta.url);
const schema = buildSchema(readFileSync(file, 'utf8'), { assumeValid: true });

test.each(Object.entries(texts))('%s asks for what GitHub has', (_name, text) => {
  expect(validate(schema, parse(text)).map(({ message }) => message)).toEqual([]);
});

test('what they cost, in points', () => {
  const variables = { owner: 'a', name: 'b', number: 1, boards: ['x'], app: 1 };
  const points = [texts.pullQuery, texts.pulseQuery].map((query) => costOf({ query, variables }));
  expect(points).toEqual([1, 1]);
  expect(configPath).toBe('.github/gonogo.yml');
});
