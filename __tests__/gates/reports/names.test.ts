import { describe, expect, test } from '@jest/globals';
import { openWorkspace } from '../../../src/gates/engine/workspace.ts';
import { collectCoverage } from '../../../src/gates/reports/coverage.ts';
import { sourceNames } from '../../../src/gates/reports/names.ts';
import { withFolder } from '../folder.ts';

const record = (path: string, ...lines: string[]) => `SF:${path}\n${lines.join('\n')}\nend_of_record\n`;
const collected = (reports: { readonly [name: string]: string }) =>
  withFolder(reports, async (root) =>
    collectCoverage({ files: '*.info' }, { workspace: await openWorkspace(root), signal: new AbortController().signal }),
  );

/** Otherwise the same file counts twice, and the run that misses it is outweighed by the ones that name it otherwise. */
describe('one file has one name', () => {
  test.each(['src/../src/a.ts', 'src/./a.ts', 'src//a.ts', './src/x/../a.ts', 'src\\a.ts'])('%s', async (other) => {
    const { files, totals } = await collected({
      'a.info': record('src/a.ts', 'DA:1,0', 'DA:2,1'),
      'b.info': record(other, 'DA:1,0', 'DA:2,1'),
    });
    expect({ files, totals }).toEqual({ files: 1, totals: { lines: { covered: 1, total: 2 } } });
  });
});

test('nothing is hidden behind a carriage return in a line', async () => {
  await expect(collected({ 'a.info': record('a.ts', 'DA:1,1\rDA:2,0\rDA:3,0') })).rejects.toThrow('carriage return');
});

test('a function that is called but was never named is no function that is covered', async () => {
  const made = await collected({ 'a.info': record('a.ts', 'DA:1,1', 'FN:1,f', 'FNDA:0,f', 'FNDA:1,ghost', 'FNDA:1,ghost') });
  expect(made.doubts.length > 0 || made.totals['functions']?.covered === 0).toBe(true);
});

describe('reports of other machines', () => {
  const files = ['src/a.ts', 'packages/api/src/b.ts', 'core/src/main/java/com/shop/Cart.java', 'pkg/c.go', 'x/d.ts', 'y/d.ts'];
  const names = (strip: readonly string[] = []) => sourceNames({ root: '/r', files, strip });

  test.each([
    ['src/a.ts', 'src/a.ts'],
    ['/r/src/a.ts', 'src/a.ts'],
    ['/builds/agent/shop/src/a.ts', 'src/a.ts'],
    ['D:\\a\\shop\\src\\a.ts', 'src/a.ts'],
    ['com/shop/Cart.java', 'core/src/main/java/com/shop/Cart.java'],
    ['github.com/acme/shop/pkg/c.go', 'pkg/c.go'],
    ['d.ts', 'd.ts'],
    ['/elsewhere/a.ts', '/elsewhere/a.ts'],
    ['gen/src/a.ts', 'gen/src/a.ts'],
  ])('%s is %s', (path, name) => {
    expect(names().in('coverage/lcov.info')(path)).toBe(name);
  });

  test('a report in a part of the repository names its files from there', () => {
    expect(names().in('packages/api/coverage/lcov.info')('src/b.ts')).toBe('packages/api/src/b.ts');
    expect(names().in('packages/web/coverage/lcov.info')('src/z.ts')).toBe('src/z.ts');
  });

  test('roots and beginnings that somebody names are tried', () => {
    expect(names().in('a.xml')('b.ts', ['/r/packages/api/src'])).toBe('packages/api/src/b.ts');
    expect(names(['build/']).in('a.xml')('build/src/a.ts')).toBe('src/a.ts');
    expect(names(['build/']).in('a.xml')('build/gone.ts')).toBe('gone.ts');
  });

  test('what is not there is counted', () => {
    const all = names();
    for (const path of ['src/a.ts', 'gone.ts', 'gone.ts', 'old.ts']) all.in('a')(path);
    expect(all.strangers()).toEqual({ of: 2, paths: ['gone.ts', 'old.ts'] });
  });
});
