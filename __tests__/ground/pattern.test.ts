import { describe, expect, test } from '@jest/globals';
import { compilePattern } from '../../src/ground/pattern.ts';
import { ProblemError } from '../../src/ground/problem.ts';

function problemOf(source: string, flags?: string) {
  try {
    compilePattern(source, flags);
  } catch (error) {
    if (error instanceof ProblemError) return error.problems[0];
    throw error;
  }
  return undefined;
}

describe('compilePattern', () => {
  test.each<[string, string, string, boolean]>([
    ['b', '', 'abc', true],
    ['^b', '', 'abc', false],
    ['^release/\\d+\\.\\d+$', '', 'release/1.20', true],
    ['^release/\\d+\\.\\d+$', '', 'release/1.20\n', false],
    ['abc', '', 'ABC', false],
    ['abc', 'i', 'ABC', true],
    ['^b$', '', 'a\nb\nc', false],
    ['^b$', 'm', 'a\nb\nc', true],
    ['a.c', '', 'a\nc', false],
    ['a.c', 's', 'a\nc', true],
    ['^a.c$', 'ims', 'x\nA\nC', true],
    ['^.$', '', '😀', true],
    ['\\p{Greek}', '', 'ω', true],
    ['(?<year>\\d{4})', '', 'in 2026', true],
    ['', '', '', true],
  ])('%s with flags "%s" on %j: %s', (source, flags, text, expected) => {
    const pattern = compilePattern(source, flags);
    expect(pattern.source).toBe(source);
    expect(pattern.test(text)).toBe(expected);
  });

  test('asking twice gives the same answer', () => {
    const pattern = compilePattern('a');
    expect([pattern.test('a'), pattern.test('a'), pattern.test('b'), pattern.test('a')]).toEqual([true, true, false, true]);
  });

  test.each<[string, boolean]>([
    ['(a+)+$', false],
    ['(.*)*x', false],
    ['^(a|aa)+$', false],
    ['^(([a-z])+.)+[A-Z]([a-z])+$', false],
    ['(a|a)*$', true],
    ['([a-z]+)*!?$', true],
  ])('%s takes time linear in the text', (source, expected) => {
    expect(compilePattern(source).test(`${'a'.repeat(200_000)}\u0000`)).toBe(expected);
  });

  test.each([
    ['a(?=b)', 'looks ahead or behind'],
    ['a(?!b)', 'looks ahead or behind'],
    ['(?<=a)b', 'looks ahead or behind'],
    ['(?<!a)b', 'looks ahead or behind'],
    ['(a)\\1', 'refers back to a group'],
    ['(?<n>a)\\k<n>', 'refers back to a group'],
    ['(?P<n>a)(?P=n)', 'refers back to a group'],
    ['(?>a)b', 'is possessive or atomic'],
    ['a++', 'is possessive or atomic'],
  ])('says why %s is not supported', (source, expected) => {
    const problem = problemOf(source);
    expect(problem?.code).toBe('pattern.invalid');
    expect(problem?.message).toContain(expected);
    expect(problem?.message).toContain('not supported');
    expect(problem?.remedy).toContain('RE2');
  });

  test.each(['(', 'a)', '[a', '*a', 'a{2,1}', '\\', '\\p{Nonsense}', 'a{1001}', '((a{100}){100}){100}', '(?<n>a)(?<n>b)'])(
    'refuses %s and quotes it',
    (source) => {
      const problem = problemOf(source);
      expect(problem?.code).toBe('pattern.invalid');
      expect(problem?.message).toContain(`The pattern ${source} is not valid: `);
      expect(problem?.message).not.toContain('error parsing');
    },
  );

  test('1,000 characters are the limit', () => {
    expect(compilePattern('a'.repeat(1000)).test('a'.repeat(1000))).toBe(true);
    const problem = problemOf('a'.repeat(1001));
    expect(problem?.code).toBe('pattern.too-long');
    expect(problem?.message.length).toBeLessThan(150);
  });

  test('an unknown flag is named', () => {
    expect(problemOf('a', 'ig')).toMatchObject({ code: 'pattern.unknown-flag', message: 'The pattern flag g is not known.' });
    expect(problemOf('a', '__proto__')?.code).toBe('pattern.unknown-flag');
  });
});
