import { expect, test } from '@jest/globals';
import { entriesOfBlock } from '../../../src/checklist/markdown/blocks.ts';
import type { Reading } from '../../../src/checklist/markdown/leaf.ts';
import { parseTree } from '../../../src/checklist/markdown/tree.ts';
import { leavesIn, outlineOf } from './outlines.ts';

function read(text: string) {
  const reading: Reading = { file: 'a.md', problems: [], notes: [], depends: new Map(), keys: new Map() };
  const entries = parseTree(text).nodes.flatMap((node) => entriesOfBlock(node, { reading, phase: undefined, lines: 'none' }));
  return { found: leavesIn(entries).map(({ form, said }) => [form, said.title]), problems: reading.problems };
}

test.each([
  ['a row', '| Item | Status |\n|---|---|\n| a | ☐ |', [['row', 'a']]],
  ['a criterion', '```yaml\nreadiness_criteria: [a]\n```', [['criterion', 'a']]],
  ['a text', 'a', []],
  ['a shell fence', '```sh\na\n```', []],
])('%s', (_, text, found) => {
  expect(read(text)).toEqual({ found, problems: [] });
});

test('a list of criteria that is none is a problem of the file', () => {
  expect(read('```yaml\nreadiness_criteria: a\n```')).toMatchObject({ found: [], problems: [{ file: 'a.md', line: 2 }] });
});

test('a table to sign in is a sign-off per role, where the section is for signing', () => {
  const table = '| Role | Name | Signature |\n|---|---|---|\n| QA Lead | | |\n| | | |\n| Ops Lead | | |';
  expect(
    leavesIn(outlineOf(`## Sign-Off\n\n${table}`).entries).map(({ form, said, at }) => [form, said.signOff?.role, at.line]),
  ).toEqual([
    ['row', 'qa-lead', 5],
    ['row', 'ops-lead', 7],
  ]);
  expect(read(table).found).toEqual([]);
});
