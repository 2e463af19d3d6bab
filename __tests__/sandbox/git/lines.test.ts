import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hunksBetween, mergeTexts, patchBetween, splitLines } from '../../../src/sandbox/git/lines.ts';
import { realGit } from './real-git.ts';

const { git, folder, remove } = realGit();
afterAll(remove);

const text = fc.array(fc.constantFrom('a\n', 'b\n', 'c\n', 'd\n'), { maxLength: 12 }).map((lines) => lines.join(''));

describe('hunks', () => {
  test('turn the old text into the new one, with as few lines as possible', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const [a, b] = [splitLines(before), splitLines(after)];
        const hunks = hunksBetween(a, b);
        let at = 0;
        const made: string[] = [];
        for (const hunk of hunks) {
          made.push(...a.slice(at, hunk.from), ...b.slice(hunk.newFrom, hunk.newTo));
          at = hunk.to;
        }
        expect([...made, ...a.slice(at)].join('')).toBe(after);
        const edits = hunks.reduce((sum, hunk) => sum + hunk.to - hunk.from + hunk.newTo - hunk.newFrom, 0);
        expect(edits).toBe(a.length + b.length - 2 * longestCommon(a, b));
      }),
    );
  });

  test('count a rewritten file as replaced', () => {
    const many = (mark: string) => Array.from({ length: 400 }, (_, at) => `${mark}${at}\n`);
    expect(hunksBetween(many('a'), many('b'))).toEqual([{ from: 0, to: 400, newFrom: 0, newTo: 400 }]);
  });
});

function longestCommon(a: readonly string[], b: readonly string[]): number {
  const table = Array.from({ length: a.length + 1 }, () => Array.from({ length: b.length + 1 }, () => 0));
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const up = Math.max(table[i - 1]?.[j] ?? 0, table[i]?.[j - 1] ?? 0);
      (table[i] ?? [])[j] = a[i - 1] === b[j - 1] ? (table[i - 1]?.[j - 1] ?? 0) + 1 : up;
    }
  }
  return table[a.length]?.[b.length] ?? 0;
}

test.each([
  ['', 'one\n'],
  ['one\ntwo\n', ''],
  ['one\ntwo', 'one\ntwo\n'],
  ['a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\nm\nn\n', 'a\nB\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\nM\nn\no\n'],
])('the patch of %j to %j is the one that git writes', (before, after) => {
  writeFileSync(join(folder, 'before'), before);
  writeFileSync(join(folder, 'after'), after);
  const [from, to] = ['before', 'after'].map((file) => git(['hash-object', '-w', file]).trim());
  const shown = git(['-c', 'core.pager=cat', 'diff', '--no-color', '--no-ext-diff', from ?? '', to ?? '']);
  const body = shown.slice(shown.indexOf('@@')).replaceAll(/^(@@[^@]*@@).*$/gm, '$1');
  expect(patchBetween(before, after).text).toBe(body.replace(/\n$/, ''));
});

test('a patch counts its lines', () => {
  expect(patchBetween('a\nb\n', 'a\nc\nd\n')).toMatchObject({ additions: 2, deletions: 1 });
  expect(patchBetween('a\n', 'a\n')).toEqual({ additions: 0, deletions: 0, text: '' });
});

describe('both sides', () => {
  test.each([
    ['a\nb\nc\nd\n', 'A\nb\nc\nd\n', 'a\nb\nc\nD\n', 'A\nb\nc\nD\n'],
    ['a\nb\n', 'a\nX\n', 'a\nX\n', 'a\nX\n'],
    ['a\nb\n', 'a\nX\n', 'a\nY\n', undefined],
    ['a\n', 'a\n', 'a\nmore\n', 'a\nmore\n'],
    ['a\nb\nc\n', 'a\nc\n', 'a\nb\nc\nd\n', 'a\nc\nd\n'],
  ])('of %j: %j and %j make %j', (base, ours, theirs, expected) => {
    expect(mergeTexts(base, ours, theirs)).toBe(expected);
    expect(mergeTexts(base, theirs, ours)).toBe(expected);
  });

  test('one that changed nothing leaves what the other made', () => {
    fc.assert(
      fc.property(text, text, (base, changed) => {
        expect(mergeTexts(base, base, changed)).toBe(changed);
        expect(mergeTexts(base, changed, changed)).toBe(changed);
      }),
    );
  });
});
