import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatProblem, nearest, ProblemError, problemsIn } from '../../src/ground/problem.ts';

const base = { code: 'config.unknown-key', message: 'The key limts is not known.', remedy: 'Did you mean limits?' };

describe('formatProblem', () => {
  test.each([
    [{}, 'The key limts is not known.\n  Did you mean limits?'],
    [{ file: '.github/gonogo.yml' }, '.github/gonogo.yml: The key limts is not known.\n  Did you mean limits?'],
    [{ file: 'a.yml', line: 3 }, 'a.yml:3: The key limts is not known.\n  Did you mean limits?'],
    [
      { file: 'a.yml', line: 3, column: 7, path: 'items.db' },
      'a.yml:3:7: items.db: The key limts is not known.\n  Did you mean limits?',
    ],
    [{ path: 'items.db' }, 'items.db: The key limts is not known.\n  Did you mean limits?'],
  ])('places %j', (place, expected) => {
    expect(formatProblem({ ...base, ...place })).toBe(expected);
  });

  test('a file name can neither hide anything nor start a line', () => {
    const text = formatProblem({ ...base, file: 'a\u202Eb\u001b[2J\n::error::c', message: 'one\ntwo', remedy: 'first\nsecond' });
    expect(text).toBe('a⟦U+202E⟧b⟦U+001B⟧[2J ::error::c: one two\n  first\n  second');
  });
});

describe('ProblemError', () => {
  test('carries every problem and names them', () => {
    const second = { ...base, message: 'Another.' };
    const error = new ProblemError(base, second);
    expect(error.problems).toEqual([base, second]);
    expect(error.message).toBe('The key limts is not known.; Another.');
    expect(error.name).toBe('ProblemError');
    expect(problemsIn(error)).toEqual([base, second]);
  });

  test('is not what a mistake of ours is', () => {
    const mistake = new TypeError('oops');
    expect(() => problemsIn(mistake)).toThrow(mistake);
  });
});

describe('nearest', () => {
  const names = ['lines', 'limits', 'branches', 'functions', 'source', 'url', 'db', 'a'];

  test.each<[string, string | undefined]>([
    ['limts', 'limits'],
    ['limtis', 'limits'],
    ['LIMITS', 'limits'],
    ['brnches', 'branches'],
    ['brnchs', 'branches'],
    ['funtcions', 'functions'],
    ['lines', 'lines'],
    ['ulr', 'url'],
    ['dbs', 'db'],
    ['x', undefined],
    ['xy', undefined],
    ['', undefined],
    ['severity', undefined],
    ['source-of-all', undefined],
    ['x'.repeat(100_000), undefined],
  ])('%s means %s', (name, expected) => {
    expect(nearest(name, names)).toBe(expected);
  });

  test('the nearer of two wins, then the first', () => {
    expect(nearest('target', ['targets', 'target'])).toBe('target');
    expect(nearest('bat', ['cat', 'hat'])).toBe('cat');
    expect(nearest('bat', [])).toBeUndefined();
  });

  test('one slip in a name of four letters or more is always found', () => {
    const name = fc.string({ unit: fc.constantFrom(...Array.from('abcdefgh')), minLength: 4, maxLength: 12 });
    const slip = fc.constantFrom('drop', 'add', 'replace', 'swap');
    fc.assert(
      fc.property(name, slip, fc.nat(), (word, kind, position) => {
        const at = position % (word.length - 1);
        const [head, first, second, rest] = [word.slice(0, at), word.charAt(at), word.charAt(at + 1), word.slice(at + 2)];
        const slipped = {
          drop: [head, second, rest],
          add: [head, first, 'x', second, rest],
          replace: [head, 'x', second, rest],
          swap: [head, second, first, rest],
        };
        expect(nearest(slipped[kind].join(''), [word])).toBe(word);
      }),
    );
  });
});
