import { describe, expect, test } from '@jest/globals';
import { readCatalogue } from '../../src/checklist/catalogue.ts';
import { problemsOfCall } from './problems-of-call.ts';

const head = 'format: gonogo/catalogue/1\ntitle: T\ncontrols:\n';
const file = (...controls: string[]) => ({ file: 'c.yml', text: head + controls.map((each) => `  - { ${each} }\n`).join('') });
const said = (...controls: string[]) => problemsOfCall(() => readCatalogue([file(...controls)]));

test('controls of all files, by id', () => {
  const controls = readCatalogue([file('id: a, title: A', 'id: b, title: B'), file('id: c, title: C')]);
  expect([...controls.keys()]).toEqual(['a', 'b', 'c']);
  expect(readCatalogue([]).size).toBe(0);
});

describe('what is wrong with a control is said at its place', () => {
  test.each([
    ['no title', 'id: b', 'title'],
    ['a key of nobody', 'id: b, title: B, gate: coverage', 'gate'],
    ['the same id', 'id: a, title: B', 'taken'],
    [
      'a name that is not declared',
      'id: b, title: "{{lnes}}", parameters: { lines: { type: number } }, how: "{{lines}}"',
      'lnes',
    ],
    ['a parameter without a use', 'id: b, title: B, parameters: { lines: { type: number } }', 'nothing uses'],
    ['a default of another type', 'id: b, title: "{{n}}", parameters: { n: { type: integer, default: 1.5 } }', 'default of n'],
    [
      'a default out of bounds',
      'id: b, title: "{{n}}", parameters: { n: { type: integer, default: 1, minimum: 2 } }',
      'default of n',
    ],
    ['a type that is none', 'id: b, title: "{{n}}", parameters: { n: { type: date } }', 'must be one of'],
    ['no proof in proofs', 'id: b, title: B, proofs: []', 'empty'],
  ])('%s', (_, control, message) => {
    const problems = said('id: a, title: A', control);
    expect(problems).toMatchObject([{ file: 'c.yml', line: 5, path: expect.stringContaining('controls.1') }]);
    expect(problems[0]?.message).toContain(message);
  });

  test('a name that is near another is named', () => {
    const [problem] = said('id: b, title: "{{lnes}} {{lines}}", parameters: { lines: { type: number } }');
    expect(problem?.remedy).toBe('Did you mean lines?');
  });

  test('and problems of all files come at once', () => {
    expect(problemsOfCall(() => readCatalogue([file('id: A'), file('id: b')])).length).toBeGreaterThanOrEqual(3);
  });
});
