import { expect, test } from '@jest/globals';
import {
  fieldsOf,
  filledBy,
  firstTo,
  inside,
  type Layer,
  layersOf,
  ownLayers,
  settingLayers,
  whoSaid,
} from '../../../src/checklist/lint/layers.ts';
import { whole } from './readings.ts';

const layers: readonly Layer[] = [
  { by: 'items', said: { limits: { a: 1 } } },
  { by: 'gates', said: { limits: { a: 2, b: 2 }, target: 't' } },
  { by: 'control', said: { level: 'may' } },
];

test('the first to speak wins, and where nobody does the default holds', () => {
  expect(['limits', 'target', 'level', 'phase'].map((field) => whoSaid(field, layers))).toEqual([
    'items',
    'gates',
    'control',
    'default',
  ]);
  expect(firstTo('target', layers)?.said['target']).toBe('t');
  expect(['a', 'b', 'c'].map((key) => whoSaid(key, inside('limits', layers)))).toEqual(['items', 'gates', 'default']);
});

test.each([[null], ['text'], [[1]], [undefined], [3]])('%j has no fields', (value) => {
  expect(fieldsOf(value)).toEqual({});
});

test('what a control leaves open is said by whoever filled it', () => {
  const given: readonly Layer[] = [
    { by: 'items', said: { a: 1 } },
    { by: 'control', said: { a: {}, b: {} } },
  ];
  expect([
    filledBy('{{a}}', given),
    filledBy({ deep: ['{{b}}', '{{a}}'] }, given),
    filledBy('{{b}}', given),
    filledBy(5, given),
  ]).toEqual(['items', 'items', 'control', 'control']);
});

test('the order in which they win', () => {
  const { entries, ...around } = whole({
    items: ['{ id: a, title: A, gate: coverage, limits: { lines: 1 } }'],
    config: 'gates: { coverage: { source: { files: x } } }\n',
    baseline: { items: ['{ id: b, title: B }'] },
  });
  const [b, a] = entries;
  if (a === undefined || b === undefined) throw new Error('two items are needed');
  expect(ownLayers(layersOf(a, around)).map(({ by }) => by)).toEqual(['items', 'baseline items', 'checklist', 'control']);
  expect(settingLayers(layersOf(a, around)).map(({ by }) => by)).toEqual([
    'items',
    'baseline items',
    'gates',
    'baseline gates',
    'checklist',
    'control',
  ]);
  expect(layersOf(b, around).checklist.by).toBe('baseline checklist');
});
