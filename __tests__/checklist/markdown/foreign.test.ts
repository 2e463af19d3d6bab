import { expect, test } from '@jest/globals';
import { foreignProblems } from '../../../src/checklist/markdown/foreign.ts';

const codes = (text: string) => {
  const { problems, notes } = foreignProblems([{ text, line: 7 }], 'a.md');
  return [...problems, ...notes].map(({ code, line, file }) => `${file}:${line} ${code}`);
};

test.each([
  ['Checkmate select=1', ['a.md:7 markdown.radio']],
  [' radio: one of ', ['a.md:7 markdown.radio']],
  [' ignore-task-list-start ', ['a.md:7 markdown.ignore-region']],
  ['select = 2', ['a.md:7 markdown.radio']],
  ['task-radio', ['a.md:7 markdown.radio']],
  ['  checkmate  select  = 1', ['a.md:7 markdown.radio']],
  ['RADIO', ['a.md:7 markdown.radio']],
  ['task-list-ignore-begin', ['a.md:7 markdown.ignore-region']],
  ['ignore-task-start', ['a.md:7 markdown.ignore-region']],
  ['ignore-tasks-start', ['a.md:7 markdown.ignore-region']],
  ['Ignore-Task-List Start'.replace(' ', ''), ['a.md:7 markdown.ignore-region']],
  ['ignore-task-list-started', []],
  ['no ignore-task-list-start', []],
  ['no radio', []],
  ['reselect=1', []],
  ['checkmateselect=1', []],
  ['task-radios', []],
  [' ignore-task-list-end ', []],
  [' radios are fine ', []],
  [' select a region ', []],
])('%s', (text, expected) => {
  expect(codes(text)).toEqual(expected);
});
