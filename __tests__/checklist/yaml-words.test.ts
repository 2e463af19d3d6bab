import { expect, test } from '@jest/globals';
import { parseYaml } from '../../src/checklist/yaml.ts';
import { problemsOfCall } from './problems-of-call.ts';

const said = (text: string) =>
  problemsOfCall(() => parseYaml({ file: 'f.yml', text }, 10_000)).map(
    ({ line, column, message, remedy }) => `${line}:${column} ${message} → ${remedy}`,
  );

test.each([
  [
    'a tab, and nothing of what follows from it',
    'items:\n\t- { id: a }\n  - { id: b }\n',
    '2:1 the line is indented with a tab → Put spaces',
  ],
  [
    'a key one space too far left',
    's:\n  - title: Q\n   phase: merge\n',
    '3:1 what begins here does not belong to what stands above it → Begin all',
  ],
  [
    'an entry further left',
    's:\n  k:\n    - { a: 1 }\n   - { b: 1 }\n',
    '4:1 the line is not indented as those that it belongs to → Begin all',
  ],
  [
    'a colon in a title',
    '- title: Note: it breaks\n',
    '1:10 a second key begins within the value of a first one → Put the text in quotes',
  ],
  ['a colon in a title within braces', 'a: { title: Note: it breaks }\n', '1:13 a key and its value stand where brackets'],
  ['a percent sign in front', 'a: { title: %tests }\n', '1:13 a text cannot begin with % → Put it in quotes.'],
  ['an at sign in front', 'a: @anna\n', '1:4 a text cannot begin with @ → Put it in quotes.'],
  ['a back tick in front', 'a: `x`\n', '1:4 a text cannot begin with ` → Put it in quotes.'],
  ['a brace that is not closed', 'a: { b: 1\nc: 2\n', '2:1 a } is missing before this place → Close with }'],
  ['a quote that is not closed', 'a: "b\n', '2:1 a "'],
  ['a path of Windows', 'a: "db\\**"\n', '1:7 a backslash in double quotes stands before what it cannot change → Use single'],
  ['a second document', 'a: 1\n---\nb: 2\n', '2:1 a second document begins here → Keep one'],
  ['an unknown tag', 'a: !x 1\n', '1:4 a word that begins with ! is read as a tag → Put it in quotes'],
  [
    'a glob without quotes',
    'a: [**/db]\n',
    '1:5 what begins with * is read as an alias, and there are none here → Put it in quotes',
  ],
  ['an anchor', 'a: &x 1\n', '1:7 what begins with & is read as an anchor'],
  ['a known tag', 'a: !!str 1\n', '1:10 what begins with ! is read as a tag'],
  ['a merge', '<<: { b: 1 }\n', '1:1 a merge is not read here → Write the keys'],
  ['no number', 'a: .nan\n', '1:4 a number that is not finite is not read here'],
  ['a key that is a list', '? [a]\n: 1\n', '1:3 only plain texts'],
  ['nothing', '', '1:1 nothing stands here → Write'],
  ['a comment alone', '# later\n', '1:1 nothing stands here → Write'],
])('%s', (_, text, expected) => {
  const problems = said(text);
  expect(problems[0]).toContain(expected);
  expect(problems).toHaveLength(1);
});

test('mistakes in two lines are two', () => {
  expect(said('- a: b: c\n- d\n- e: f: g\n')).toHaveLength(2);
});
