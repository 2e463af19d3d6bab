import { expect, test } from '@jest/globals';
import { checkComponents } from '../../src/checklist/component-check.ts';
import { readConfig } from '../../src/checklist/config.ts';
import type { Outline } from '../../src/checklist/outline.ts';

const outline: Outline = { file: 'a.yml', title: 'A', entries: [] };
const own = (components: string, isBaseline = false) =>
  readConfig(
    { file: isBaseline ? 'base.yml' : 'mine.yml', text: `version: 1\nchecklist: ./all.yml\ncomponents: { ${components} }\n` },
    { isBaseline },
  );
const target = "targets: { p: { url: 'https://a.example' } }";

test.each<[string, string, string[], string[]]>([
  ['nothing that clashes', `api: { paths: [a], checklist: ./a.yml, ${target} }, web: { paths: [b], ${target} }`, ['api'], []],
  [
    'names of the same ids',
    'a b: { paths: [a], checklist: ./a.yml }, a-b: { paths: [a], checklist: ./a.yml }',
    ['a b', 'a-b'],
    ['components.a-b: the ids of its items would begin with a-b, as those of a b do'],
  ],
  ['the same where one asks nothing', 'a b: { paths: [a], checklist: ./a.yml }, a-b: { paths: [a] }', ['a b'], []],
  [
    'targets of the same name',
    `a: { paths: [a], targets: { b.c: { url: 'https://a.example' } } }, a.b: { paths: [a], targets: { c: { url: 'https://b.example' } } }`,
    [],
    ['components.a.b.targets.c: there is another target a.b.c already'],
  ],
  [
    'checklists that nobody brought',
    'api: { paths: [a], checklist: [./a.yml, ./b.yml] }, web: { paths: [b], checklist: ./a.yml }',
    ['api'],
    [
      'components.api.checklist: the checklist of the component api was not read',
      'components.web.checklist: the checklist of the component web was not read',
    ],
  ],
])('%s', (_, components, brought, expected) => {
  const config = own(components);
  const read = Object.fromEntries(brought.map((name) => [name, [outline]]));
  const problems = checkComponents(config.written, [config], read);
  expect(problems.map(({ path, message }) => `${path}: ${message}`)).toEqual(expected);
});

test('each stands in the configuration that speaks of the component', () => {
  const [base, mine] = [own('a b: { paths: [a], checklist: ./a.yml }', true), own('a-b: { paths: [a], checklist: ./a.yml }')];
  const written = { ...mine.written, components: { ...base.written.components, ...mine.written.components } };
  const read = { 'a b': [outline], 'a-b': [outline] };
  expect(checkComponents(written, [base, mine], read)).toMatchObject([{ file: 'mine.yml', path: 'components.a-b' }]);
});
