import { expect, test } from '@jest/globals';
import { saidBy } from '../../../src/checklist/lint/said-by.ts';
import { reading } from './readings.ts';

function sayings(item: string, config = '') {
  const { entries, config: read } = reading([item], config);
  return entries.map((entry) => saidBy(entry, read.written))[0];
}

test('nobody, and then the defaults hold', () => {
  expect(sayings('{ id: a, title: A }')).toEqual({
    level: 'default',
    phase: 'default',
    who: 'default',
    asked: 'default',
    onPush: 'default',
    title: 'checklist',
  });
});

test('the last to win is named', () => {
  const config = 'defaults: { who: { team: x/y }, onPush: reset }\nitems: { a: { level: should, onPush: keep } }\n';
  expect(sayings("{ id: a, title: A, level: may, phase: deploy, when: { paths: ['a'] } }", config)).toMatchObject({
    level: 'items',
    phase: 'checklist',
    onPush: 'items',
    who: 'defaults',
    'when.paths': 'checklist',
  });
});

test('settings of a gate are named one by one', () => {
  const config =
    'gates: { coverage: { source: { files: x.info }, limits: { branches: 70 } } }\nitems: { a: { limits: { functions: 60 } } }\n';
  expect(sayings('{ id: a, title: A, gate: coverage, limits: { lines: 80, branches: 60 } }', config)).toMatchObject({
    gate: 'checklist',
    'source.files': 'gates',
    'limits.lines': 'checklist',
    'limits.branches': 'gates',
    'limits.functions': 'items',
  });
});
