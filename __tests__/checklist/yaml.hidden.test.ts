import { describe, expect, test } from '@jest/globals';
import { parseYaml } from '../../src/checklist/yaml.ts';
import { ProblemError } from '../../src/ground/problem.ts';

const read = (text: string) => () => parseYaml({ file: 'gonogo.yml', text }, 64 * 1024);

describe('nothing in a file is hidden behind another thing of the same name', () => {
  test.each([
    ['a number and its text', 'items:\n  1: { level: must }\n  "1": { level: may }\n'],
    ['two ways to write a number', '1.0: a\n"1": b\n'],
    ['true and its text', 'true: a\n"true": b\n'],
  ])('%s', (_, text) => expect(read(text)).toThrow(ProblemError));
});

/** Under the rules of 1.1 `yes` is true, `n` is false, 017 is 15 and 1:30 is 90: not what anybody reads there. */
test.each([
  ['values of an old version', '%YAML 1.1\n---\nsolo: yes\n'],
  ['merges of an old version', '%YAML 1.1\n---\n<<: { solo: true }\na: 1\n'],
  ['keys of an old version', '%YAML 1.1\n---\nn: 1\n'],
])('%s are not read', (_, text) => expect(read(text)).toThrow(ProblemError));

test.each([
  ['an anchor on a key', '&a solo: true\n'],
  ['a tag on a key', '!!str solo: true\n'],
])('%s is not plain either', (_, text) => expect(read(text)).toThrow(ProblemError));
