import { describe, expect, test } from '@jest/globals';
import { Ajv, type ValidateFunction } from 'ajv';
import { schemaDocuments } from '../../scripts/schema-document.ts';
import { parseYaml } from '../../src/checklist/yaml.ts';
import { filesUnder, read } from '../house/sources.ts';

const documents = schemaDocuments();

function validatorOf(name: string): ValidateFunction {
  return new Ajv({ allErrors: true, strict: true, strictRequired: false, strictTypes: false }).compile(
    JSON.parse(documents.get(name) ?? '{}'),
  );
}

function errorsOf(name: string, text: string): unknown[] {
  const validate = validatorOf(name);
  validate(parseYaml({ file: name, text }, 1_000_000).value);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

const head = 'format: gonogo/checklist/1\ntitle: T\n';

test('what is published is what npm run docs writes', () => {
  expect(Object.fromEntries(filesUnder('docs/schema', '.json').map((path) => [path.split('/').at(-1), read(path)]))).toEqual(
    Object.fromEntries(documents),
  );
});

describe('an editor takes', () => {
  test.each([
    ['config.json', read('.github/gonogo.yml')],
    ['config.json', read('__tests__/scenarios/shop/gonogo.yml')],
    ['checklist.json', read('.github/checklist.yml')],
    ['checklist.json', read('__tests__/scenarios/shop/release-checklist.yml')],
    ['checklist.json', `${head}items: [{ control: a }, { group: G, items: [{ title: A }, { group: H, items: [] }] }]\n`],
    ['checklist.json', `${head}sections: [{ title: S, sections: [{ title: T, items: [{ title: A }] }] }]\n`],
    ...filesUnder('checklists/catalogue', '.yml').map((path): [string, string] => ['catalogue.json', read(path)]),
  ])('%s: %s', (name, text) => {
    expect(errorsOf(name, text)).toEqual([]);
  });
});

describe('and marks', () => {
  test.each([
    ['config.json', 'version: 1\nchecklist: a.yml\nsollo: true\n'],
    ['checklist.json', `${head}items: [{ title: A, levle: must }]\n`],
    ['checklist.json', `${head}items: [{ id: a }]\n`],
    ['checklist.json', `${head}items: [{ group: G }]\n`],
    ['checklist.json', `${head}sections: [{ title: S, sections: [{ items: [] }] }]\n`],
    ['catalogue.json', 'format: gonogo/catalogue/1\ntitle: T\ncontrols: []\n'],
  ])('%s: %s', (name, text) => {
    expect(errorsOf(name, text)).not.toEqual([]);
  });
});

test('every key of the top level says what it means', () => {
  for (const text of documents.values()) {
    const { properties }: { properties: Record<string, { description?: string }> } = JSON.parse(text);
    const silent = Object.entries(properties).filter(([, { description = '' }]) => description === '');
    expect(silent).toEqual([]);
  }
});
