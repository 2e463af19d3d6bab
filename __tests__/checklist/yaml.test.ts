import { describe, expect, test } from '@jest/globals';
import { parseYaml } from '../../src/checklist/yaml.ts';
import { problemsOfCall } from './problems-of-call.ts';

const read = (text: string, maxBytes = 10_000) => parseYaml({ file: 'f.yml', text }, maxBytes);

test('plain data with the place of everything in it', () => {
  const document = read('a: 1\nlist:\n  - x\n  - { deep.er: true }\nnone:\n');
  expect(document.value).toEqual({ a: 1, list: ['x', { 'deep.er': true }], none: null });
  expect(document.where('list.1.deep.er')).toEqual({ line: 4, column: 7 });
  expect(document.where('list.1.deep.er.further')).toEqual({ line: 4, column: 7 });
  expect(document.where('')).toEqual({ line: 1, column: 1 });
});

test('days stay texts, and keys of the prototype are only keys', () => {
  const { value } = read('day: 2027-06-30\n__proto__: { polluted: true }\nconstructor: 1\n');
  expect(Object.keys(value as object)).toEqual(['day', '__proto__', 'constructor']);
  expect(Object.getPrototypeOf(value)).toBeNull();
  expect((value as { day: unknown }).day).toBe('2027-06-30');
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

describe('what is refused, with its place', () => {
  test.each([
    ['an anchor and an alias', 'a: &x 1\nb: *x\n', 2, 'yaml.not-plain'],
    ['a merge', 'a: 1\n<<: { b: 1 }\n', 1, 'yaml.not-plain'],
    ['a tag', 'a: !!binary aGk=\n', 1, 'yaml.not-plain'],
    ['a tag that nobody knows', 'a: !x 1\n', 1, 'yaml.syntax'],
    ['infinity', 'a: .inf\n', 1, 'yaml.not-plain'],
    ['a key that is a list', '? [a, b]\n: 1\n', 1, 'yaml.not-plain'],
    ['an alias for a key', 'a: 1\n*x : 2\n', 1, 'yaml.not-plain'],
    ['a number that is none', 'a: .nan\n', 1, 'yaml.not-plain'],
    ['a repeated key', 'a: 1\na: 2\n', 1, 'yaml.repeated-key'],
    ['an unclosed list', 'a: [1, 2\n', 1, 'yaml.syntax'],
    ['two documents', 'a: 1\n---\nb: 2\n', 1, 'yaml.syntax'],
    ['too many levels', `${'[ '.repeat(70)}${'] '.repeat(70)}\n`, 1, 'yaml.too-deep'],
  ])('%s', (_, text, count, code) => {
    const problems = problemsOfCall(() => read(text));
    expect(problems.map((problem) => problem.code)).toEqual(Array.from({ length: count }, () => code));
    for (const { line, column, remedy } of problems)
      expect([line, column, remedy]).toEqual([expect.any(Number), expect.any(Number), expect.any(String)]);
  });

  test('a file that is as long as may be', () => {
    expect(read('a: "ä"\n', 8).value).toEqual({ a: 'ä' });
  });

  test('with its path, if it has one', () => {
    expect(problemsOfCall(() => read('a:\n  - b: &x 1\n'))).toMatchObject([{ path: 'a.0.b', line: 2, column: 11 }]);
    expect(problemsOfCall(() => read('&a 1\n'))[0]).not.toHaveProperty('path');
    expect(problemsOfCall(() => read('x: 1\na: 1\na: 2\n'))).toMatchObject([{ path: 'a', line: 3, column: 1 }]);
  });

  test('a line that changes how everything is read', () => {
    expect(problemsOfCall(() => read('%YAML 1.1\n---\na: yes\n'))).toMatchObject([
      { code: 'yaml.syntax', line: 1, column: 1, message: expect.stringContaining('%YAML') },
    ]);
  });

  test('twenty things that are not plain, and not hundreds', () => {
    expect(problemsOfCall(() => read('- &a 1\n'.repeat(100)))).toHaveLength(20);
  });

  test('a file over the limit, before it is parsed', () => {
    expect(problemsOfCall(() => read('a: "ä"\n', 7))).toMatchObject([
      { code: 'yaml.too-large', message: expect.stringContaining('8 bytes') },
    ]);
  });

  test.each([
    `${'- '.repeat(20_000)}x`,
    '['.repeat(5_000),
    '{a: '.repeat(2_000),
    Array.from({ length: 2_000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
  ])('nesting made to break a parser is a problem like any other (%#)', (text) => {
    expect(problemsOfCall(() => read(text, 10_000_000)).length).toBeGreaterThan(0);
  });

  test('a file that is no YAML at all gives twenty problems and not thousands', () => {
    expect(problemsOfCall(() => read('- a: b: c\n'.repeat(500)))).toHaveLength(20);
  });
});
