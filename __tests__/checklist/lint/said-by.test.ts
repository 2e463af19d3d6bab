import { describe, expect, test } from '@jest/globals';
import { saidBy } from '../../../src/checklist/lint/said-by.ts';
import { type Told, whole } from './readings.ts';

function sayings(item: string, config = '', more: Told = {}) {
  const { entries, ...around } = whole({ items: [item], config, ...more });
  return entries.map((entry) => saidBy(entry, around))[0];
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

const catalogue = [
  {
    file: 'k.yml',
    text: `format: gonogo/catalogue/1
title: K
controls:
  - id: cover
    title: "{{lines}} %"
    why: Because
    level: should
    asked: { standing: {} }
    who: { team: a/b }
    parameters: { lines: { type: number, default: 80 }, branches: { type: number, default: 10 } }
    proofs: [{ gate: coverage, limits: { lines: "{{lines}}", branches: "{{branches}}", functions: 5 } }]
  - { id: other, title: Other, parameters: { lines: { type: number, default: 1 } }, criteria: ["{{lines}}"] }
`,
  },
];
const gates = 'gates: { coverage: { source: { files: x } } }\n';

describe('a control', () => {
  test('says what nobody else does, its title too', () => {
    expect(sayings('{ control: cover }', '', { catalogue })).toEqual({
      level: 'control',
      phase: 'default',
      who: 'control',
      asked: 'control',
      onPush: 'default',
      title: 'control',
      why: 'control',
      'parameters.lines': 'control',
      'parameters.branches': 'control',
    });
    expect(sayings('{ control: cover, title: Mine, level: must }', '', { catalogue })).toMatchObject({
      title: 'checklist',
      level: 'checklist',
    });
  });

  test('and where it leaves a value open, whoever gave it', () => {
    const config = `${gates}items: { cover: { parameters: { branches: 20 } } }\n`;
    expect(sayings('{ control: cover, parameters: { lines: 70 } }', config, { catalogue })).toMatchObject({
      gate: 'control',
      'source.files': 'gates',
      'limits.lines': 'checklist',
      'limits.branches': 'items',
      'limits.functions': 'control',
      'parameters.lines': 'checklist',
    });
  });

  test('another one has its own parameters', () => {
    const config = 'items: { cover: { control: other } }\n';
    expect(sayings('{ control: cover, parameters: { lines: 70 } }', config, { catalogue })).toMatchObject({
      'parameters.lines': 'control',
      title: 'control',
      criteria: 'control',
    });
  });
});

describe('a baseline', () => {
  const bound = 'limits: { lines: 1 }';

  test('is named for each thing that it says', () => {
    const baseline = {
      config: `gates: { coverage: { source: { files: x }, limits: { branches: 2 } } }\nitems: { a: { level: may, limits: { functions: 3 }, due: 2027-01-01 } }\ndefaults: { onPush: reset, asked: { standing: {} } }\n`,
      items: ["{ id: b, title: B, when: { paths: ['b'] } }"],
    };
    const config = 'items: { a: { limits: { lines: 5 } } }\ndefaults: { asked: each-release }\n';
    const own = { ...baseline, config: 'defaults: { onPush: reset }\n' };
    expect(sayings('', '', { baseline: own, items: [] })).toMatchObject({
      title: 'baseline checklist',
      'when.paths': 'baseline checklist',
      onPush: 'baseline defaults',
    });
    const { entries, ...around } = whole({ items: [`{ id: a, title: A, gate: coverage, ${bound} }`], config, baseline });
    const found = entries.find(({ item }) => item.id === 'a');
    expect(found && saidBy(found, around)).toMatchObject({
      level: 'baseline items',
      due: 'baseline items',
      title: 'checklist',
      onPush: 'baseline defaults',
      asked: 'defaults',
      'source.files': 'baseline gates',
      'limits.lines': 'items',
      'limits.branches': 'baseline gates',
      'limits.functions': 'baseline items',
    });
  });
});

test('a condition under `items` is the whole of the item’s own', () => {
  const item = "{ id: a, title: A, when: { paths: ['a'], labels: [x] } }";
  expect(sayings(item, 'items: { a: { when: { labels: [y] } } }\n')).toMatchObject({ 'when.labels': 'items' });
  expect(Object.keys(sayings(item, 'items: { a: { when: { labels: [y] } } }\n') ?? {})).not.toContain('when.paths');
});

test('a component says that its items are asked when it is touched', () => {
  const { entries, ...around } = whole({
    config: 'components: { api: { paths: [a], checklist: ./own.yml } }\n',
    components: { api: ['{ id: up, title: Up }'] },
  });
  expect(entries[0] && saidBy(entries[0], around)).toMatchObject({ 'when.component': 'component' });
});
