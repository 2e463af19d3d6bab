import { matchesGlob } from 'node:path/posix';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compileGlob, compileGlobs } from '../../src/ground/glob.ts';

describe('compileGlob', () => {
  test.each<[string, string[], string[]]>([
    ['README.md', ['README.md'], ['readme.md', 'docs/README.md', 'READMEXmd', 'README.md/x']],
    ['*', ['a', '.env', 'a b'], ['a/b', '']],
    ['**', ['a', 'a/b', '.github/workflows/ci.yml', '.env', 'a\nb'], ['']],
    ['*.js', ['a.js', '.js'], ['a/b.js', 'a.jsx']],
    ['**.js', ['a.js', 'src/a.js', 'src/b/.js'], ['a.ts', 'a.js/b']],
    ['docs/*', ['docs/a', 'docs/.a'], ['docs', 'docs/', 'docs/a/b']],
    ['docs/**', ['docs/a', 'docs/a/b/c.md', 'docs/.hidden/x'], ['docs', 'docs/', 'docs2/a', 'a/docs/b']],
    ['**/docs/**', ['docs/a', 'x/docs/a/b'], ['docs', 'x/docs', 'xdocs/a']],
    ['**/README.md', ['README.md', 'a/README.md', 'a/b/README.md'], ['aREADME.md', 'README.md/a']],
    ['src/**/*.ts', ['src/a.ts', 'src/b/a.ts', 'src/b/c/a.ts'], ['a.ts', 'xsrc/a.ts', 'src/a.js']],
    ['a/**/b', ['a/b', 'a/x/b', 'a/x/y/b'], ['ab', 'a/xb', 'a']],
    ['a**/b', ['a/b', 'ax/b', 'ax/y/b'], ['ab', 'b', 'x/a/b']],
    ['release/*', ['release/1.2', 'release/1.2-rc.1'], ['release/1/2', 'release', 'release/', 'xrelease/1']],
    ['release/**', ['release/1/2', 'release/1'], ['release', 'hotfix/1']],
    ['release-please--*', ['release-please--branches--main'], ['release-please--a/b']],
    ['v*', ['v1.0.0', 'v'], ['1.0.0', 'V1', 'v1/2']],
    ['a?c', ['abc', 'a😀c', 'a.c'], ['ac', 'abbc', 'a/c']],
    ['[abc]', ['a', 'c'], ['d', 'ab', 'A']],
    ['[a-c]x', ['bx'], ['dx']],
    ['[!a-c]', ['d', '-', '😀'], ['a', '/', '']],
    ['[^a]', ['b'], ['a', '^a']],
    ['[a-]', ['a', '-'], ['b']],
    ['[-a]', ['a', '-'], ['b']],
    ['[\\]\\\\]', [']', '\\'], ['[']],
    ['[.-9]', ['.', '0', '5'], ['/', '-', ':']],
    ['[$.^(|]', ['$', '.', '^', '(', '|'], ['x']],
    ['[😀-😂]', ['😁'], ['😃']],
    ['*.{js,ts}', ['a.js', 'a.ts'], ['a.tsx', 'a.{js,ts}']],
    ['{src,test}/**/*.{ts,tsx}', ['src/a.ts', 'test/x/a.tsx'], ['lib/a.ts']],
    ['{a,b{c,d}}', ['a', 'bc', 'bd'], ['b', 'ad']],
    ['a{,/b}', ['a', 'a/b'], ['ab']],
    ['{**/a,b}', ['a', 'x/a', 'b'], ['x/b']],
    ['a,b', ['a,b'], ['a', 'b']],
    ['\\*', ['*'], ['a', '\\*']],
    ['\\!a', ['!a'], ['a']],
    ['\\{a\\}', ['{a}'], ['a']],
    ['a\\/b', ['a/b'], ['a\\/b']],
    ['a\\/**/b', ['a/b', 'a/x/b'], ['ab']],
    ['a+b.c(d)|e^f$', ['a+b.c(d)|e^f$'], ['aab.c', 'a+bxc(d)|e^f$']],
    ['app/(group)/page.tsx', ['app/(group)/page.tsx'], ['app/group/page.tsx']],
    ['ünï/*', ['ünï/x'], ['uni/x']],
  ])('%s', (pattern, matching, others) => {
    const matches = compileGlob(pattern);
    expect(matching.filter((path) => !matches(path))).toEqual([]);
    expect(others.filter((path) => matches(path))).toEqual([]);
  });

  test('hostile patterns on hostile names end', () => {
    const name = `${'a'.repeat(200_000)}/`;
    expect(compileGlob(`${'*a'.repeat(200)}b`)(name)).toBe(false);
    expect(compileGlob(`${'**a'.repeat(150)}b`)(name)).toBe(false);
    expect(compileGlob(`${'{a,a*}'.repeat(6)}b`)(name)).toBe(false);
    expect(compileGlob(`${'**/'.repeat(160)}b`)('a/'.repeat(50_000))).toBe(false);
  });

  test('agrees with Node on what both know', () => {
    const name = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '-'), minLength: 1, maxLength: 3 });
    const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));
    const piece = fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom('a', 'b', 'c', '-') },
      fc.constantFrom('*', '?', '[ab]', '[a-b]', '[!a]', '[!b-c]', '{a,bc}', '{a,b,*}', '{b?,[ac]}', '\\a'),
    );
    // Two stars that meet are another thing here, since ours cross folders inside a name too.
    const word = fc
      .array(piece, { minLength: 1, maxLength: 3 })
      .map((pieces) => pieces.join(''))
      .filter((text) => !/\*(?:\*|\{)|\}\*|\}\{/.test(text));
    const pattern = fc
      .array(fc.oneof({ weight: 3, arbitrary: word }, fc.constantFrom('*', '**', '{a,b/c}')), { minLength: 1, maxLength: 4 })
      .map((words) => words.join('/'));
    // Node takes a backslash for a slash; here it escapes, and an escaped letter is that letter.
    const byNode = (file: string, glob: string) => matchesGlob(file, glob.replaceAll('\\', ''));
    fc.assert(
      fc.property(pattern, path, (glob, file) => {
        expect({ glob, file, matches: compileGlob(glob)(file) }).toEqual({ glob, file, matches: byNode(file, glob) });
      }),
      { numRuns: 300, examples: [['\\aab', 'aab']] },
    );
  });

  test('agrees with Node on patterns made from the very path', () => {
    const name = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '-'), minLength: 1, maxLength: 3 });
    const names = fc.array(fc.tuple(name, fc.nat(8)), { minLength: 1, maxLength: 5 });
    const loosened = (text: string, way: number) => {
      const rest = text.slice(1);
      const ways = [
        text,
        '*',
        `*${rest}`,
        `${text.charAt(0)}*`,
        `?${rest}`,
        `[${text.charAt(0)}x]${rest}`,
        `{x,${text}}`,
        '**',
        `[!x]${rest}`,
      ];
      return ways[way] ?? text;
    };
    fc.assert(
      fc.property(names, fc.nat(3), (list, cut) => {
        const file = list.map(([text]) => text).join('/');
        const words = list.map(([text, way]) => loosened(text, way));
        // Two of four stay as long as the path, the others lose a name and match only by `**`.
        const glob = (cut < 2 || words.length === 1 ? words : words.toSpliced(cut - 2, 1)).join('/');
        expect({ glob, file, matches: compileGlob(glob)(file) }).toEqual({ glob, file, matches: matchesGlob(file, glob) });
      }),
      { numRuns: 300 },
    );
  });
});

describe('compileGlobs', () => {
  test.each<[string[], string[], string[]]>([
    [['src/**', 'docs/**'], ['src/a', 'docs/a'], ['a']],
    [['**', '!docs/**'], ['a', 'src/a'], ['docs/a']],
    [['**', '!docs/**', 'docs/api/**'], ['docs/api/a'], ['docs/a']],
    [['!docs/**', '**'], ['docs/a', 'a'], []],
    [['a', '!a', 'a', '!a'], [], ['a']],
    [['*.md', '!{README,CHANGES}.md'], ['a.md'], ['README.md', 'CHANGES.md']],
    [['**', '!\\!odd'], ['a', 'odd'], ['!odd']],
    [[], [], ['a', '']],
  ])('%j: the last that matches wins', (patterns, matching, others) => {
    const matches = compileGlobs(patterns);
    expect(matching.filter((path) => !matches(path))).toEqual([]);
    expect(others.filter((path) => matches(path))).toEqual([]);
  });

  test('a list that only takes out is a mistake that says how to mend it', () => {
    expect(() => compileGlobs(['!docs/**'])).toThrow('so together they match nothing');
    expect(() => compileGlob('!docs/**')).toThrow('so together they match nothing');
    expect(() => compileGlobs(['!a', '!b'])).toThrow(
      expect.objectContaining({
        problems: [expect.objectContaining({ code: 'glob.only-excludes', remedy: expect.stringContaining("'**'") })],
      }),
    );
  });

  test('is the same as asking pattern by pattern', () => {
    const pattern = fc.constantFrom('a', 'a/*', '**', '**/b', '{a,b}', 'a/**', '!a', '!a/b', '!**/b', '!{b,c}', 'c');
    const path = fc.constantFrom('a', 'b', 'c', 'a/b', 'b/c', 'a/b/c', '.a/b');
    fc.assert(
      fc.property(fc.array(pattern, { maxLength: 8 }), path, (rest, file) => {
        const patterns = ['c', ...rest];
        const oneByOne = patterns.reduce((isIn, each) => {
          const takesOut = each.startsWith('!');
          return compileGlob(takesOut ? each.slice(1) : each)(file) ? !takesOut : isIn;
        }, false);
        expect(compileGlobs(patterns)(file)).toBe(oneByOne);
      }),
    );
  });
});
