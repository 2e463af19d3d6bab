import { expect, test } from '@jest/globals';
import type { ItemFields } from '../../src/checklist/fields.ts';
import { checkPatterns } from '../../src/checklist/patterns.ts';

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
])('%j: %j', (fields, codes) => {
  expect(said(fields)).toEqual(codes);
});
