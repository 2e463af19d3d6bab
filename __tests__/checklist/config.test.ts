import { describe, expect, test } from '@jest/globals';
import { readConfig } from '../../src/checklist/config.ts';
import { problemsOfCall } from './problems-of-call.ts';

const file = '.github/gonogo.yml';
const read = (text: string) => readConfig({ file, text });
const plain = 'version: 1\nchecklist: a.yml\n';

test.each([
  ['checklist: a.yml', ['a.yml']],
  ['checklist: lists/release', ['lists/release']],
  ['checklist: [a.yml, b/c.md]', ['a.yml', 'b/c.md']],
])('%s names %j', (line, paths) => {
  expect(read(`version: 1\n${line}\n`).checklists).toEqual(paths);
});

describe('what is no configuration', () => {
  test.each<[string, string, string[]]>([
    ['nothing', '', ['']],
    ['a list', '- a\n', ['']],
    ['no version', 'checklist: a.yml\n', ['version']],
    ['a key of nobody', `${plain}chekclist: b.yml\n`, ['chekclist']],
    ['a wrong word', `${plain}enforcement: strict\n`, ['enforcement']],
    ['a person without a name', `${plain}people: { lead: {} }\n`, ['people.lead']],
    ['a target without an address', `${plain}targets: { p: {} }\n`, ['targets.p']],
    ['two at once', `${plain}solo: yes please\nfreeze: soon\n`, ['solo', 'freeze']],
    ['a key of the prototype', `${plain}__proto__: { solo: true }\n`, ['__proto__']],
  ])('%s', (_, text, paths) => {
    const problems = problemsOfCall(() => read(text));
    expect(problems.length).toBeGreaterThanOrEqual(paths.length);
    const said = problems.map(({ path = '', message }) => `${path} ${message}`).join('\n');
    for (const path of paths) expect(said).toContain(path);
    for (const problem of problems) expect(problem).toMatchObject({ file, line: expect.any(Number), remedy: expect.any(String) });
  });

  test('more than 64 kB', () => {
    expect(problemsOfCall(() => read(`${plain}# ${'x'.repeat(65_536)}\n`))).toMatchObject([{ code: 'yaml.too-large' }]);
  });

  test('no checklist, unless a baseline may have one', () => {
    expect(problemsOfCall(() => read('version: 1\n'))).toMatchObject([{ code: 'checklist.required', line: 1 }]);
    expect(read('version: 1\n_extends: acme/base\n')).toMatchObject({ checklists: [], extended: 'acme/base' });
    expect(readConfig({ file, text: 'version: 1\n' }, { isBaseline: true }).checklists).toEqual([]);
  });

  test('a bundled profile is known by its name, and a mistyped one is named', () => {
    const options = { profiles: ['linkflow'] };
    expect(readConfig({ file, text: 'version: 1\nchecklist: [linkflow, a.md]\n' }, options).checklists).toEqual([
      'linkflow',
      'a.md',
    ]);
    const problems = problemsOfCall(() => readConfig({ file, text: 'version: 1\nchecklist: linkflw\n' }, options));
    expect(problems).toMatchObject([{ remedy: expect.stringContaining('Did you mean linkflow?') }]);
  });

  test('a checklist that is named twice, but not by two components', () => {
    const problems = problemsOfCall(() => read('version: 1\nchecklist: [a.yml, b.yml, a.yml]\n'));
    expect(problems).toMatchObject([{ code: 'config.checklist-twice', path: 'checklist.2' }]);
    const component = '{ paths: [a], checklist: a.yml }';
    expect(read(`${plain}components: { x: ${component}, y: ${component} }\n`).checklists).toEqual(['a.yml']);
  });

  test('a component without a checklist of its own does not make up for one that is missing', () => {
    const component = (more: string) => read(`version: 1\ncomponents: { api: { paths: [a]${more} }, web: { paths: [b] } }\n`);
    expect(problemsOfCall(() => component(''))).toMatchObject([{ code: 'checklist.required' }]);
    expect(component(', checklist: [./a.yml, b.md]')).toMatchObject({ checklists: [], components: { api: ['./a.yml', 'b.md'] } });
    expect(Object.keys(component(', checklist: ./a.yml').components)).toEqual(['api']);
  });

  test('keys of a component', () => {
    const said = (component: string) => problemsOfCall(() => read(`${plain}components: { api: { ${component} } }\n`));
    expect(said('checklist: ./a.yml')).toMatchObject([{ path: 'components.api', message: expect.stringContaining('paths') }]);
    expect(said('paths: [a], tag: [v]')).toMatchObject([{ path: 'components.api.tag' }]);
    expect(said('paths: [a], checklist: linkflow')).toMatchObject([
      { code: 'config.no-such-profile', path: 'components.api.checklist', line: 3 },
    ]);
    expect(said('paths: [a], checklist: [./a.yml, linkflow]')).toMatchObject([{ path: 'components.api.checklist.1' }]);
  });

  test('a bundled profile that there is not, each at its place', () => {
    const problems = problemsOfCall(() => read('version: 1\nchecklist:\n  - a.yml\n  - linkflow\n'));
    expect(problems).toMatchObject([{ code: 'config.no-such-profile', path: 'checklist.1', line: 4 }]);
  });
});
