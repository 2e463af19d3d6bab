import { describe, expect, test } from '@jest/globals';
import { assemblePolicy } from '../../src/checklist/assemble.ts';
import { configSchema, readConfig } from '../../src/checklist/config.ts';
import { checklistSchema, readChecklist } from '../../src/checklist/written.ts';
import { read } from './sources.ts';

const page = 'docs/configuration.md';

/** Every key and every word that a schema allows, but not what belongs to a gate. */
function wordsOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { properties = {}, enum: allowed = [] } = schema as { properties?: object; enum?: string[] };
  return [
    ...Object.keys(properties),
    ...allowed,
    ...Object.values(schema).flatMap(wordsOf),
    ...Object.values(properties).flatMap(wordsOf),
  ];
}

function blocks(path: string): string[] {
  return [...read(path).matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, text = '']) => text);
}

test.each([
  ['configuration', configSchema],
  ['checklist', checklistSchema],
])('every word of the %s stands on its page', (_, schema) => {
  const words = [...new Set(wordsOf(schema))].filter((word) => !['description', 'type'].includes(word));
  expect(words.length).toBeGreaterThan(20);
  expect(words.filter((word) => !read(page).includes(`\`${word}\``))).toEqual([]);
});

describe.each([page, 'README.md'])('the examples of %s', (path) => {
  const [configs, checklists] = ['version: 1', 'format: gonogo/checklist/1'].map((start) =>
    blocks(path).filter((text) => text.startsWith(start)),
  );

  test('are read as they stand', () => {
    expect([configs?.length, checklists?.length]).toEqual([1, 1]);
    expect(blocks(path)).toHaveLength(2);
    for (const text of configs ?? []) expect(readConfig({ file: path, text }).checklists).toEqual(['.github/checklist.yml']);
    for (const text of checklists ?? []) expect(readChecklist({ file: path, text }).entries.length).toBeGreaterThan(0);
  });
});

test('the example of the README is a policy', () => {
  const [checklist = '', config = ''] = blocks('README.md');
  const policy = assemblePolicy({
    config: readConfig({ file: 'c', text: config }),
    checklists: [{ file: 'l.yml', text: checklist }],
    commit: 'c',
  });
  expect(policy.checklist.items.map(({ id, proof }) => [id, proof.by])).toEqual([
    ['coverage', 'gate'],
    ['migrations', 'person'],
    ['security', 'sign-off'],
  ]);
});

test('the first lines of the report in the README are those of the story', () => {
  const shown = /^```\n(WAITING[\s\S]*?)^```$/m.exec(read('README.md'))?.[1] ?? 'nothing shown';
  expect(read('__tests__/scenarios/recorded/half-way/terminal.txt').startsWith(shown)).toBe(true);
});

test('this repository is judged by a checklist of its own, with a gate that proves', () => {
  const config = readConfig({ file: '.github/gonogo.yml', text: read('.github/gonogo.yml') });
  const checklists = config.checklists.map((file) => ({ file, text: read(file) }));
  const { items } = assemblePolicy({ config, checklists, commit: 'workspace' }).checklist;
  expect(items.filter(({ proof }) => proof.by === 'gate').map(({ id }) => id)).toEqual(['coverage']);
});
