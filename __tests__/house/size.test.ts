import { describe, expect, test } from '@jest/globals';
import { bansBroken, figures, lengthOf, longestFile, longestFunction, vagueName } from './size-rules.ts';
import { filesUnder, ownFiles, read } from './sources.ts';

const code = [...filesUnder('src', '.ts'), ...filesUnder('scripts', '.ts', '.mjs'), ...filesUnder('bench', '.ts', '.mjs')];
const tests = filesUnder('__tests__', '.ts');
const all = [...code, ...tests];

/** So that this file does not break the bans that it tests. */
const word = (...parts: string[]) => parts.join('');

function row(cells: readonly (string | number)[]): string {
  return cells.map((cell, at) => (at === 0 ? String(cell).padEnd(16) : String(cell).padStart(7))).join('');
}

test(`no file is longer than ${longestFile} lines`, () => {
  const long = all
    .map((file) => `${file}: ${lengthOf(read(file))} lines`)
    .filter((_, at) => lengthOf(read(all[at] ?? '')) > longestFile);
  expect(long).toEqual([]);
});

test('the linter holds functions and files to the same lengths, and the checker on', () => {
  const config: { rules: Record<string, unknown> } = JSON.parse(read('.oxlintrc.json'));
  expect(config.rules['eslint/max-lines']).toEqual(['error', { max: longestFile }]);
  expect(config.rules['eslint/max-lines-per-function']).toMatchObject(['error', { max: longestFunction }]);
  expect(config.rules['eslint/max-params']).toEqual(['error', { max: 3 }]);
  expect(config.rules).toMatchObject({ 'typescript/no-explicit-any': 'error', 'typescript/no-non-null-assertion': 'error' });
});

test('every file and folder has a name that says something', () => {
  expect(ownFiles().filter((path) => vagueName(path) !== undefined)).toEqual([]);
});

test('no file breaks a ban', () => {
  expect(all.flatMap((file) => bansBroken(file, read(file)))).toEqual([]);
});

describe('the rules', () => {
  test.each([
    ['src/a/utils.ts', 'utils.ts'],
    ['src/helpers/a.ts', 'helpers'],
    ['src/a/types.d.ts', 'types.d.ts'],
    ['__tests__/common.test.ts', 'common.test.ts'],
    ['src/a/commonmark.ts', undefined],
    ['src/a/mistypes.ts', undefined],
  ])('%s has the vague name %s', (path, expected) => {
    expect(vagueName(path)).toBe(expected);
  });

  test.each([
    ['src/a.ts', 'class A extends B {}', 'class A extends B: only errors'],
    ['src/a.ts', 'class A<T> extends base.Thing {}', 'only errors'],
    ['src/a.ts', "export * from './b.ts';", 'no barrels'],
    ['src/a.ts', "export { b } from './b.ts';\nexport type { C } from './c.ts';", 'no barrels'],
    ['src/a.ts', "import { b } from './b.ts';\nexport { b };", 'no barrels'],
    ['src/a.ts', `\n/* one\n ${word('TO', 'DO')} two */`, 'src/a.ts:3: '],
    ['src/a.ts', `// ${word('st', 'ub')}`, 'finish it'],
    ['src/a.ts', `// @ts-${word('ig', 'nore')}`, 'the checker stays on'],
    ['src/a.ts', `throw new Error('${word('not imple', 'mented')}');`, 'finish it'],
    ['__tests__/a.test.ts', "test.skip('a', f);", 'every test runs'],
    ['__tests__/a.test.ts', "describe.each([]).only('a', f);\ntest.only.each([])", 'every test runs'],
    ['__tests__/a.test.ts', `import { expect, ${word('x', 'it')} } from '@jest/globals';`, 'every test runs'],
    ['__tests__/a.test.ts', 'expect(true).toBe(true);', 'cannot fail'],
    ['__tests__/a.test.ts', "jest.mock('./a.ts');", 'not mocked'],
  ])('%s: %j', (file, source, message) => {
    expect(bansBroken(file, source).join('\n')).toContain(message);
  });

  test.each([
    ['src/a.ts', 'class A extends TypeError {}\nclass B extends ProblemError {}\nclass C { extends = 1; }'],
    ['src/a.ts', "type A<T extends unknown> = T; const text = 'class A extends B';"],
    ['src/a.ts', "import { b } from './b.ts';\nexport const c = b;"],
    ['__tests__/a.test.ts', "test('a', () => { expect(stack.skip).toBe(1); lines.skip(2); });"],
  ])('%s: %j is fine', (file, source) => {
    expect(bansBroken(file, source)).toEqual([]);
  });

  test('measure lines and their spread', () => {
    expect([lengthOf('a\nb\n'), lengthOf('a\nb')]).toEqual([2, 2]);
    expect(figures('x', [10, 30, 20, 40])).toEqual({ name: 'x', files: 4, lines: 100, median: 20, p90: 40, max: 40 });
  });
});

test('the figures of the house', () => {
  const groups = Map.groupBy(all, (file) =>
    file
      .split('/')
      .slice(0, file.startsWith('src/') ? 2 : 1)
      .join('/'),
  );
  const rows = [...groups].map(([name, files]) =>
    figures(
      name,
      files.map((file) => lengthOf(read(file))),
    ),
  );
  rows.push(
    figures(
      'all',
      all.map((file) => lengthOf(read(file))),
    ),
  );
  const head = row(['Lines of', 'files', 'lines', 'median', 'p90', 'max']);
  process.stdout.write(`${[head, ...rows.map((figure) => row(Object.values(figure)))].join('\n')}\n`);
  expect(rows.at(-1)?.files).toBe(all.length);
});
