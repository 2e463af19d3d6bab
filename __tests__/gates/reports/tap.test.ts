import { describe, expect, test } from '@jest/globals';
import { addTap } from '../../../src/gates/reports/tap.ts';
import { problemsOf } from '../problems.ts';
import { tallyOf } from './tally-of.ts';

const read = (...lines: readonly string[]) => tallyOf(addTap, `${lines.join('\n')}\n`);

describe('what it says', () => {
  test.each<[string, string[], number[], string[]]>([
    ['passing tests', ['TAP version 13', '1..2', 'ok 1 - a', 'ok 2 - b'], [2, 2, 0, 0, 0], []],
    ['the plan at the end', ['ok 1', 'not ok 2 - b', '1..2'], [2, 1, 1, 0, 0], ['b']],
    ['tests without numbers', ['1..2', 'ok', 'not ok'], [2, 1, 1, 0, 0], ['test 2']],
    ['what is skipped', ['1..2', 'ok 1 - a # SKIP no net', 'not ok 2 - b # skip'], [2, 0, 0, 0, 2], []],
    ['what is to be done', ['1..2', 'not ok 1 - a # TODO later', 'ok 2 - b # todo'], [2, 0, 0, 0, 2], []],
    ['a sharp that is no directive', ['1..1', 'not ok 1 - a \\# skip'], [1, 0, 1, 0, 0], ['a # skip']],
    ['a sharp inside of a word', ['1..1', 'not ok 1 - see http://x/a.html#skip'], [1, 0, 1, 0, 0], ['see http://x/a.html#skip']],
    ['the end of it all, in small letters', ['1..1', 'ok 1', 'bail out! no disk'], [1, 1, 0, 0, 0], ['the tests bailed out']],
    ['the end of it all', ['1..1', 'ok 1', 'Bail out! no disk'], [1, 1, 0, 0, 0], ['the tests bailed out']],
    ['blocks of YAML', ['1..1', 'not ok 1 - a', '  ---', '  ok 2', '  1..9', '  ...'], [1, 0, 1, 0, 0], ['a']],
    ['other output', ['TAP version 14', '# a comment', 'pragma +strict', 'hello', '1..1', 'ok 1'], [1, 1, 0, 0, 0], []],
    ['subtests', ['1..1', '    ok 1 - a', '    not ok 2 - b', '    1..2', 'not ok 1 - both'], [2, 1, 1, 0, 0], ['b']],
    [
      'subtests that are well in a test that is not',
      ['1..1', '    ok 1 - a', '    1..1', 'not ok 1 - after'],
      [2, 1, 1, 0, 0],
      ['after'],
    ],
    ['subtests of subtests', ['1..1', '  1..1', '    ok 1 - a', '    1..1', '  ok 1 - b', 'ok 1 - c'], [1, 1, 0, 0, 0], []],
    ['no subtests', ['1..1', '    1..0 # no tests', 'ok 1 - a'], [1, 1, 0, 0, 0], []],
  ])('%s', async (_name, lines, counts, names) => {
    const seen = await read(...lines);
    expect([seen.counts, seen.names, seen.doubts]).toEqual([counts, names, []]);
  });
});

describe('doubts', () => {
  test.each<[string, string[], string]>([
    ['no plan', ['ok 1'], 'the report has no plan: it may have ended early'],
    ['fewer than planned', ['1..3', 'ok 1'], 'the report plans 3 tests and has 1'],
    ['more than planned', ['1..1', 'ok 1', 'ok 2'], 'the report plans 1 tests and has 2'],
    ['fewer than planned inside', ['1..1', '    1..2', '    ok 1', 'ok 1'], 'a subtest plans 2 tests and has 1'],
    ['a number that is left out', ['1..2', 'ok 1', 'ok 3'], 'test 3 comes as number 2'],
    ['two plans', ['1..1', 'ok 1', '1..2'], 'there are two plans'],
    ['a subtest that hangs in the air', ['1..0', '    ok 1', '    1..1'], 'a subtest is not summed up'],
    ['nothing', ['TAP version 13', '1..0 # skip all'], 'a report has no test in it'],
  ])('%s', async (_name, lines, doubt) => {
    expect((await read(...lines)).doubts).toContain(doubt);
  });
});

test.each([
  ['1..1', 'ok 1', '  ---', '  a: b'],
  ['5..1', 'ok 1'],
])('%j %j ... is broken', async (...lines) => {
  expect(await problemsOf(() => read(...lines))).toMatchObject([{ code: 'tap.broken', line: expect.any(Number) }]);
});

test('subtests without an end are refused', async () => {
  const lines = Array.from({ length: 200 }, (_, at) => `${' '.repeat(at)}ok 1`);
  expect(await problemsOf(() => read(...lines))).toMatchObject([{ code: 'tap.broken' }]);
});
