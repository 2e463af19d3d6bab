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
    ['sections without an item', `${head}sections:\n  - { title: S, items: [] }\n`, 'sections', 3],
  ])('%s', (_, text, path, line) => {
    expect(problemsOfCall(() => read(text))).toMatchObject([{ file: 'c.yml', path, line, remedy: expect.any(String) }]);
  });

  test('more than 1 MB', () => {
    expect(problemsOfCall(() => read(`${head}# ${'x'.repeat(1_048_576)}\n`))).toMatchObject([{ code: 'yaml.too-large' }]);
  });
});
