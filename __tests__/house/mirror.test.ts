import { describe, expect, test } from '@jest/globals';
import { isTypesOnly, mirrorOf, orphans, staleExceptions, testedElsewhere, untested } from './mirror-rules.ts';
import { filesUnder, read } from './sources.ts';

const files = [...filesUnder('src', '.ts'), ...filesUnder('scripts', '.ts', '.mjs')];
const withCode = files.filter((file) => !isTypesOnly(read(file)));
const tests = filesUnder('__tests__', '.test.ts');

test('every file with code has a test in the same place of __tests__', () => {
  expect(untested(withCode, tests)).toEqual([]);
});

test('every test in a mirrored folder has its file', () => {
  expect(orphans(files, tests)).toEqual([]);
});

test('every exception is still one', () => {
  expect(staleExceptions(withCode, tests)).toEqual([]);
});

describe('the rules', () => {
  test('ask for one test per file', () => {
    expect(mirrorOf('src/a/b/c.ts')).toBe('__tests__/a/b/c.test.ts');
    expect(mirrorOf('scripts/docs.ts')).toBe('__tests__/scripts/docs.test.ts');
    expect(untested(['src/a/b.ts', 'src/a/c.ts'], ['__tests__/a/b.test.ts'])).toEqual([
      'src/a/c.ts has no test __tests__/a/c.test.ts',
    ]);
  });

  test('find tests whose file is gone, and let a file have several', () => {
    const found = orphans(
      ['src/a/b.ts', 'src/a/d.e.ts'],
      [
        '__tests__/a/b.test.ts',
        '__tests__/a/b.hostile.test.ts',
        '__tests__/a/gone.test.ts',
        '__tests__/a/gone.b.test.ts',
        '__tests__/a/d.e.test.ts',
        '__tests__/house/x.test.ts',
      ],
    );
    expect(found).toEqual(['__tests__/a/gone.test.ts', '__tests__/a/gone.b.test.ts']);
  });

  test('notice stale exceptions', () => {
    const listed = Object.keys(testedElsewhere);
    const [first = '', ...others] = listed;
    const house = Object.values(testedElsewhere);
    expect(staleExceptions(others, house)).toEqual([`${first} is no file`]);
    expect(staleExceptions(listed, [])).toEqual(house.map((path) => `${path} is no test`));
    expect(staleExceptions(listed, [...house, mirrorOf(first)])).toEqual([`${first} has its own test by now`]);
  });

  test.each([
    ['export type A = 1;\n// only words\ninterface B { a: A }', true],
    ["import type { A } from './a.ts';\nexport type { A };", true],
    ['declare const a: number;', true],
    ['export const a = 1;', false],
    ["import './a.ts';", false],
    ["export { a } from './a.ts';", false],
  ])('%j is types only: %s', (source, expected) => {
    expect(isTypesOnly(source)).toBe(expected);
  });
});
