import { describe, expect, test } from '@jest/globals';
import { commandsOf, criteriaOf } from '../../../src/checklist/markdown/fences.ts';
import { parseTree } from '../../../src/checklist/markdown/tree.ts';
import { problemsOfCall } from '../problems-of-call.ts';

/** It begins in line 3. */
function fence(info: string, ...lines: readonly string[]) {
  const { nodes } = parseTree(['text', '', `\`\`\`${info}`, ...lines, '```'].join('\n'));
  const found = nodes.find(({ type }) => type === 'fence');
  if (found === undefined) throw new Error('there is no fence');
  return found;
}

describe('commandsOf', () => {
  test.each([
    ['bash', ['# note', '', 'npm audit', '  curl x # why'], ['npm audit', 'curl x # why']],
    ['sh', ['docker run \\', '  --rm x'], ['docker run --rm x']],
    ['console', ['$ npm test', 'ok', '$ npm audit'], ['npm test', 'npm audit']],
    ['yaml', ['npm: audit'], []],
    ['', ['npm audit'], []],
  ])('%s', (info, lines, commands) => {
    expect(commandsOf(fence(info, ...lines))).toEqual(commands);
  });
});

describe('criteriaOf', () => {
  test('has each criterion at its line of the file', () => {
    expect(
      criteriaOf(fence('yaml', '# c', 'readiness_criteria:', '  - queue drained', '  - "b"', '  - load: low', '  - 7'), 'a.md'),
    ).toEqual([
      { title: 'queue drained', line: 6 },
      { title: 'b', line: 7 },
      { title: 'load: low', line: 8 },
      { title: '7', line: 9 },
    ]);
  });

  test.each([
    ['another key', 'yaml', ['services: [a]']],
    ['another language', 'json', ['readiness_criteria: [a]']],
  ])('%s is no list of them', (_, info, lines) => {
    expect(criteriaOf(fence(info, ...lines), 'a.md')).toEqual([]);
  });

  test.each([
    ['no list', ['readiness_criteria: all'], 4],
    ['a list in it', ['readiness_criteria:', '  - a', '  - [b]'], 6],
    ['broken YAML', ['readiness_criteria:', '  - "a'], 6],
  ])('%s is a problem at its line', (_, lines, line) => {
    expect(problemsOfCall(() => criteriaOf(fence('yml', ...lines), 'a.md'))).toMatchObject([{ file: 'a.md', line }]);
  });
});
