import { describe, expect, test } from '@jest/globals';
import { readChecklist } from '../../src/checklist/written.ts';
import { problemsOfCall } from './problems-of-call.ts';

const head = 'format: gonogo/checklist/1\ntitle: T\n';
const read = (text: string) => readChecklist({ file: 'c.yml', text });

test('a checklist of the simplest form', () => {
  const outline = read(`${head}sections:\n  - { title: S, phase: verify, items: [{ title: A }] }\n`);
  expect(outline).toMatchObject({
    file: 'c.yml',
    title: 'T',
    entries: [
      {
        kind: 'section',
        title: 'S',
        phase: 'verify',
        entries: [{ kind: 'item', said: { title: 'A' }, form: 'box', at: { line: 4 } }],
      },
    ],
  });
});

describe('sections and groups', () => {
  const nested = `${head}items:
  - { title: First }
sections:
  - title: S
    level: should
    when: { paths: [a] }
    sections:
      - title: Inner
        phase: day
        items:
          - title: Deep
    items:
      - group: G
        level: may
        items:
          - { title: One }
          - { group: H, items: [{ control: two }] }
`;

  test('nest, items before sections, each at its place', () => {
    expect(read(nested).entries).toMatchObject([
      { kind: 'item', said: { title: 'First' }, at: { line: 4, path: 'items.0' } },
      {
        kind: 'section',
        title: 'S',
        level: 'should',
        when: { paths: ['a'] },
        at: { line: 6, path: 'sections.0' },
        entries: [
          {
            kind: 'group',
            title: 'G',
            level: 'may',
            entries: [
              { kind: 'item', said: { title: 'One' }, at: { path: 'sections.0.items.0.items.0' } },
              { kind: 'group', title: 'H', entries: [{ said: { title: 'two', control: 'two' } }] },
            ],
          },
          { kind: 'section', title: 'Inner', phase: 'day', entries: [{ said: { title: 'Deep' }, at: { line: 13 } }] },
        ],
      },
    ]);
  });

  test('what is wrong within is said of the one form that was meant, all at once', () => {
    const text = `${head}sections:
  - title: S
    items:
      - { group: G, items: [{ titel: A }], levle: may }
      - { group: G, items: [{ titel: A }, { title: B, phase: merged }] }
    sections:
      - { items: [] }
`;
    expect(problemsOfCall(() => read(text)).map(({ path, line }) => [path, line])).toEqual([
      ['sections.0.items.0.levle', 6],
      ['sections.0.items.1.items.0.titel', 7],
      ['sections.0.items.1.items.1.phase', 7],
      ['sections.0.sections.0', 9],
    ]);
  });

  test('the deepest that is read is no trouble', () => {
    const deep = (count: number) => `${'{ group: G, items: ['.repeat(count)}{ title: A }${'] }'.repeat(count)}`;
    expect(read(`${head}items: [${deep(28)}]\n`).entries).toHaveLength(1);
    expect(problemsOfCall(() => read(`${head}items: [${deep(40)}]\n`))).toMatchObject([{ code: 'yaml.too-deep' }]);
  });
});

describe('what is none', () => {
  test.each([
    ['another format', 'format: gonogo/checklist/2\ntitle: T\nsections: []\n', 'format', 1],
    ['an item without a title', `${head}sections:\n  - title: S\n    items:\n      - { id: a }\n`, 'sections.0.items.0', 6],
    [
      'an id that is none',
      `${head}sections:\n  - title: S\n    items:\n      - { id: A b, title: A }\n`,
      'sections.0.items.0.id',
      6,
    ],
    ['a phase that is none', `${head}sections:\n  - { title: S, phase: merged, items: [] }\n`, 'sections.0.phase', 4],
    ['neither sections nor items', head, 'items', 1],
    ['an entry that is no set of keys', `${head}items: [A]\n`, 'items.0', 3],
    ['sections without an item', `${head}sections:\n  - { title: S, items: [] }\n`, 'sections', 3],
  ])('%s', (_, text, path, line) => {
    expect(problemsOfCall(() => read(text))).toMatchObject([{ file: 'c.yml', path, line, remedy: expect.any(String) }]);
  });

  test('more than 1 MB', () => {
    expect(problemsOfCall(() => read(`${head}# ${'x'.repeat(1_048_576)}\n`))).toMatchObject([{ code: 'yaml.too-large' }]);
  });
});
