import { describe, expect, test } from '@jest/globals';
import type { ItemFields } from '../../src/checklist/fields.ts';
import { checkOutline, checkPatterns } from '../../src/checklist/patterns.ts';

function said(fields: ItemFields): string[] {
  const codes: string[] = [];
  checkPatterns(fields, ({ code }) => codes.push(code));
  return codes;
}

test.each<[ItemFields, string[]]>([
  [{}, []],
  [{ when: { paths: ['**', '!docs/**'], labels: ['release*'] } }, []],
  [{ when: { paths: ['!docs/**'] } }, ['glob.only-excludes']],
  [{ when: { paths: ['[a'] } }, ['glob.invalid']],
  [{ onPush: { resetIfChanged: ['[a'] } }, ['glob.invalid']],
  [{ asked: { standing: { voidIfChanged: ['[a'] } } }, ['glob.invalid']],
  [{ onPush: 'keep', asked: 'each-release' }, []],
  [{ when: { labels: ['!x'] } }, ['checklist.excludes']],
  [{ when: { branch: ['a', '!x'] } }, ['checklist.excludes']],
  [
    { when: { base: ['!x'], environment: ['!x'], component: ['!x'] } },
    ['checklist.excludes', 'checklist.excludes', 'checklist.excludes'],
  ],
  [{ when: { labels: ['[a'] } }, ['glob.invalid']],
  [{ when: { environment: ['any'], component: ['any'] }, asked: { standing: { environment: 'any' } } }, []],
])('%j: %j', (fields, codes) => {
  expect(said(fields)).toEqual(codes);
});

describe('names that the configuration lists', () => {
  const known = { environments: ['production', 'staging'], components: { api: { paths: ['a'] }, web: { paths: ['w'] } } };
  test.each<[ItemFields, string[]]>([
    [{ when: { environment: ['production'], component: ['api'] } }, []],
    [{ when: { environment: ['prod*'] } }, []],
    [{ when: { environment: ['productoin'] } }, ['Did you mean production?']],
    [{ when: { component: ['qqq'] } }, ['Use one of: api, web.']],
    [{ asked: { standing: { environment: 'stagin' } } }, ['Did you mean staging?']],
  ])('%j: %j', (fields, expected) => {
    const remedies: string[] = [];
    checkPatterns(fields, ({ remedy }) => remedies.push(remedy), known);
    expect(remedies).toEqual(expected);
  });

  test('say what it is that they lack', () => {
    const codes: string[] = [];
    checkPatterns({ when: { environment: ['x'], component: ['x'] } }, ({ code }) => codes.push(code), known);
    expect(codes).toEqual(['checklist.no-such-environment', 'checklist.no-such-component']);
  });
});

test('a condition of a section is looked at once, where it stands', () => {
  const at = { line: 7, column: 1 };
  const inner = { kind: 'group', title: 'G', when: { paths: ['[a'] }, entries: [], at } as const;
  const outer = { kind: 'section', title: 'S', when: { labels: ['!x'] }, entries: [inner], at: { line: 3, column: 1 } } as const;
  const found: [string, number][] = [];
  checkOutline({ entries: [outer] }, ({ code }, { line }) => found.push([code, line]), {});
  expect(found).toEqual([
    ['checklist.excludes', 3],
    ['glob.invalid', 7],
  ]);
});
