import { describe, expect, test } from '@jest/globals';
import { readGlob } from '../../src/ground/glob-syntax.ts';

describe('readGlob', () => {
  test('is one sequence of parts for each thing that braces stand for', () => {
    expect(readGlob('a/{b,*}')).toEqual([
      [{ kind: 'text', text: 'a' }, { kind: 'slash' }, { kind: 'text', text: 'b' }],
      [{ kind: 'text', text: 'a' }, { kind: 'slash' }, { kind: 'star' }],
    ]);
    expect(readGlob('**?[!a]')).toEqual([[{ kind: 'globstar' }, { kind: 'one' }, { kind: 'set', source: '[^/\\x{61}]' }]]);
    expect(readGlob('{a,b}{c,d}{e,f}')).toHaveLength(8);
  });

  test.each([
    ['', 'is empty'],
    ['{a,}', 'is empty'],
    ['/src/**', 'starts with /'],
    ['{src,/lib}', 'starts with /'],
    ['src/', 'ends with /'],
    ['src/{a,b/}', 'ends with /'],
    ['a//b', 'has // in it'],
    ['./src/**', 'has a name . or ..'],
    ['a/../b', 'has a name . or ..'],
    ['..', 'has a name . or ..'],
    ['a***', 'more than two *'],
    ['!a', 'starts with a further !'],
    ['[a', 'has a [ without its ]'],
    ['[a\\', 'has a [ without its ]'],
    ['[]', 'has an empty []'],
    ['[!]', 'has an empty []'],
    ['[[:alpha:]]', 'has [ between [ and ]'],
    ['[a/b]', 'has / between [ and ]'],
    ['[z-a]', 'has the range z-a'],
    ['{a,b', 'has a { without its }'],
    ['{a,{b}', 'has braces without a comma'],
    ['a}', 'has a } without its {'],
    ['{a}', 'has braces without a comma'],
    ['{1..3}', 'has braces without a comma'],
    ['a\\', 'ends with \\'],
    ['+(a|b)', 'uses +('],
    ['@(a|b)', 'uses @('],
    ['*(a|b)', 'uses *('],
    ['a?(b)', 'uses ?('],
    ['a!(b)', 'uses !('],
  ])('refuses %j: %s', (pattern, expected) => {
    expect(() => readGlob(pattern)).toThrow(expected);
  });

  test('a problem quotes the pattern and says what to do', () => {
    const problem = { code: 'glob.invalid', message: 'The pattern src/ ends with /.', remedy: expect.stringContaining('**') };
    expect(() => readGlob('src/')).toThrow(expect.objectContaining({ problems: [problem] }));
  });

  test('braces are counted before they grow', () => {
    expect(readGlob('{a,b,c,d,e,f,g,h,i,j}{a,b,c,d,e,f,g,h,i,j}')).toHaveLength(100);
    expect(() => readGlob('{a,b}'.repeat(100))).toThrow('stands for more than 100 patterns');
    expect(() => readGlob('{a,'.repeat(150))).toThrow('without its }');
    expect(() => readGlob('a'.repeat(501))).toThrow('501 characters; 500 are allowed');
  });
});
