import { describe, expect, test } from '@jest/globals';
import { assemblePolicy } from '../../src/checklist/assemble.ts';
import { catalogueSchema, readCatalogue } from '../../src/checklist/catalogue.ts';
import { readConfig } from '../../src/checklist/config.ts';
import { configSchema } from '../../src/checklist/config-schema.ts';
import { itemSchema } from '../../src/checklist/fields.ts';
import { checklistSchema, groupSchema, readChecklist, sectionSchema } from '../../src/checklist/written.ts';
import { filesUnder, read } from './sources.ts';

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
  ['checklist', { checklistSchema, sectionSchema, groupSchema, itemSchema }],
  ['catalogue', catalogueSchema],
])('every word of the %s stands on its page', (_, schema) => {
  const words = [...new Set(wordsOf(schema))].filter((word) => !['description', 'type'].includes(word));
  expect(words.length).toBeGreaterThan(20);
  expect(words.filter((word) => !read(page).includes(`\`${word}\``))).toEqual([]);
});

describe.each([page, 'README.md'])('the examples of %s', (path) => {
  const starts = ['version: 1', 'format: gonogo/checklist/1', 'format: gonogo/catalogue/1'];
  const [configs, checklists, catalogues] = starts.map((start) => blocks(path).filter((text) => text.startsWith(start)));

  test('are read as they stand', () => {
    expect([configs?.length, checklists?.length]).toEqual([1, 1]);
    expect(blocks(path)).toHaveLength(2 + (catalogues?.length ?? 0));
    for (const text of catalogues ?? []) expect(readCatalogue([{ file: path, text }]).size).toBe(1);
    for (const text of configs ?? []) expect(readConfig({ file: path, text }).checklists).toEqual(['.github/checklist.yml']);
    for (const text of checklists ?? []) expect(readChecklist({ file: path, text }).entries.length).toBeGreaterThan(0);
  });
});

test('the example of the README is a policy', () => {
  const [checklist = '', config = ''] = blocks('README.md');
  const policy = assemblePolicy({
    config: readConfig({ file: 'c', text: config }),
    checklists: [readChecklist({ file: 'l.yml', text: checklist })],
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
  const checklists = config.checklists.map((file) => readChecklist({ file, text: read(file) }));
  const { items } = assemblePolicy({ config, checklists, commit: 'workspace' }).checklist;
  expect(items.filter(({ proof }) => proof.by === 'gate').map(({ id }) => id)).toEqual(['coverage']);
});

const catalogue = filesUnder('checklists/catalogue', '.yml').map((file) => ({ file, text: read(file) }));

test('every control of the catalogue stands on the page, with its parameters', () => {
  const rows = [...readCatalogue(catalogue).values()].map(({ id, parameters = {} }) => {
    const names = Object.keys(parameters).map((name) => `\`${name}\``);
    return `| \`${id}\` | ${names.length === 0 ? '' : `${names.join(', ')} `}|`;
  });
  expect(rows.filter((row) => !read(page).includes(row))).toEqual([]);
  expect(rows.length).toBeGreaterThanOrEqual(10);
});

test('every control of the catalogue is an item that works, as it stands and with its gate set up', () => {
  const ids = [...readCatalogue(catalogue).keys()];
  const text = `format: gonogo/checklist/1\ntitle: T\nitems: [${ids.map((id) => `{ control: ${id} }`).join(', ')}]\n`;
  const build = (more: string) =>
    assemblePolicy({
      config: readConfig({ file: 'c', text: `version: 1\nchecklist: l.yml\n${more}` }),
      checklists: [readChecklist({ file: 'l.yml', text })],
      commit: 'c',
      catalogue,
    }).checklist.items;
  expect(build('').map(({ id, title }) => [id, title.includes('{{')])).toEqual(ids.map((id) => [id, false]));
  const proved = build('gates: { coverage: { source: { files: x } } }\n').filter(({ proof }) => proof.by === 'gate');
  expect(proved.map(({ id }) => id)).toEqual(['coverage', 'coverage-each-file']);
});

test('the examples of the page are one policy', () => {
  const [config = '', checklist = ''] = blocks(page);
  const parts = {
    config: readConfig({ file: 'c', text: config }),
    checklists: [readChecklist({ file: 'l.yml', text: checklist })],
    commit: 'c',
  };
  const withItem = checklist.replace('id: coverage,', 'id: tls-min,');
  expect(() => assemblePolicy({ ...parts, catalogue })).toThrow('no item tls-min');
  const { items } = assemblePolicy({
    ...parts,
    checklists: [readChecklist({ file: 'l.yml', text: withItem })],
    catalogue,
  }).checklist;
  expect(items.map(({ id }) => id)).toEqual([
    'tls-min',
    'pen-test',
    'backup-restored',
    'quality.payments.both-ways-of-paying.by-card',
    'quality.payments.both-ways-of-paying.by-invoice',
  ]);
});
