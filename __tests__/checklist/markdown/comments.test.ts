import { describe, expect, test } from '@jest/globals';
import { addressed, commentsIn, inFile, itemSettings, settingsOfSection } from '../../../src/checklist/markdown/comments.ts';
import { parseYaml } from '../../../src/checklist/yaml.ts';
import { problemsOfCall } from '../problems-of-call.ts';

const one = (text: string) => [{ text, line: 5 }];

test('comments of a block have their lines; one that never closes is none', () => {
  expect(commentsIn('a <!--b-->\n<!-- c\n--> d\n<!-- e', 3)).toEqual([
    { text: 'b', line: 3 },
    { text: ' c\n', line: 4 },
  ]);
  expect(commentsIn('<!--'.repeat(100_000), 1)).toEqual([]);
});

test('only those to us count', () => {
  const texts = ['gonogo: {}', ' GoNoGo x', 'gonogo-board', 'gonogos', 'note'].map((text) => ({ text, line: 1 }));
  expect(addressed(texts).map(({ text }) => text)).toEqual(['gonogo: {}', ' GoNoGo x']);
});

describe('itemSettings', () => {
  test('says what is said, and no title of its own', () => {
    expect(itemSettings([...one('x'), ...one('gonogo: {id: a}'), ...one('gonogo: {level: may}')], 'T', 'a.md')).toEqual({
      id: 'a',
      level: 'may',
    });
    expect(itemSettings(one('gonogo: {title: U}'), 'T', 'a.md')).toEqual({ title: 'U' });
  });

  test.each([
    'gonogo: {nope: 1}',
    'gonogo: [a]',
    'gonogo: {id: A B}',
    'gonogo {id: a}',
    'gonogo: {id: &a b}',
    'gonogo: {__proto__: {level: may}}',
  ])('%s is a problem', (text) => {
    const problems = problemsOfCall(() => itemSettings(one(text), 'T', 'a.md'));
    expect(problems[0]).toMatchObject({ file: 'a.md', line: 5 });
  });
});

describe('settingsOfSection', () => {
  test('says what is said', () => {
    expect(settingsOfSection(one('gonogo: {items: bullets, phase: deploy}'), 'a.md')).toEqual({
      items: 'bullets',
      phase: 'deploy',
    });
    expect(settingsOfSection([], 'a.md')).toEqual({});
  });

  test.each(['gonogo: {items: all}', 'gonogo: {id: a}', 'gonogo:'])('%s is a problem', (text) => {
    expect(problemsOfCall(() => settingsOfSection(one(text), 'a.md'))[0]).toMatchObject({ file: 'a.md', line: 5 });
  });
});

test('YAML in the middle of a file has the places of the file', () => {
  expect(inFile(10, () => parseYaml({ file: 'a.md', text: 'a:\n  b: 1' }, 100)).where('a.b')).toEqual({ line: 12, column: 1 });
  expect(problemsOfCall(() => inFile(10, () => parseYaml({ file: 'a.md', text: '\n[' }, 100)))[0]).toMatchObject({ line: 12 });
});
