import { describe, expect, test } from '@jest/globals';
import { rowsOf, signersOf } from '../../../src/checklist/markdown/tables.ts';
import { parseTree } from '../../../src/checklist/markdown/tree.ts';

function tableOf(head: readonly string[], ...body: readonly (readonly string[])[]) {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const text = [line(head), line(head.map(() => '---')), ...body.map(line)].join('\n');
  const [table] = parseTree(text).nodes;
  if (table === undefined) throw new Error('there is no table');
  return table;
}
const titles = (head: readonly string[], ...body: readonly (readonly string[])[]) =>
  rowsOf(tableOf(head, ...body)).map(({ title }) => title);
const each = (words: string) => words.split(', ').map((word) => [word]);

describe('a column for limits', () => {
  test.each(each('Target, Targets, TARGET, Goal, Threshold, SLO, Objective, Limit, Critical'))('%s', (heading) => {
    expect(titles(['Name', heading], ['A', '5'])).toEqual(['A']);
    expect(titles(['Name', `${heading} group`], ['A', '5'])).toEqual([]);
    expect(titles(['Name', `Our ${heading}`], ['A', '5'])).toEqual([]);
  });

  test.each([
    ['5', 5],
    ['5.25', 5.25],
    ['1000', 1_000],
  ])('with the bare number %s', (text, value) => {
    expect(rowsOf(tableOf(['Name', 'Target'], ['A', text]))[0]?.limits).toEqual([{ metric: 'A', value, grade: 'target', text }]);
  });

  test.each(each('v5, 5x, about, 5.'))('with %s has no limit, and asks all the same', (text) => {
    expect(rowsOf(tableOf(['Name', 'Target'], ['A', text]))).toMatchObject([{ title: 'A', limits: [] }]);
  });

  test('keeps what the limit says, and the share of its name', () => {
    expect(rowsOf(tableOf(['Name', 'Target', 'Critical'], ['Latency p95', '1 s', '2 s']))[0]?.limits).toStrictEqual([
      { metric: 'Latency p95', percentile: 95, value: 1, unit: 's', grade: 'target', text: '1 s', better: 'lower' },
      { metric: 'Latency p95', percentile: 95, value: 2, unit: 's', grade: 'critical', text: '2 s', better: 'lower' },
    ]);
  });

  test.each([
    ['of one alone', ['1 s', '']],
    ['of the critical one alone', ['', '1 s']],
    ['with an operator', ['< 1 s', '2 s']],
    ['with the other operator', ['1 s', '> 2 s']],
    ['of different units', ['1 s', '2 ms']],
    ['that is the same', ['1 s', '1 s']],
  ])('says nothing of what is better %s', (_, cells) => {
    const [row] = rowsOf(tableOf(['Name', 'Target', 'Critical'], ['A', ...cells]));
    expect(row?.limits.length).toBeGreaterThan(0);
    expect(row?.limits.filter(({ better }) => better !== undefined)).toEqual([]);
  });

  test('has the first of several to compare', () => {
    const [row] = rowsOf(tableOf(['Name', 'Target', 'Critical'], ['A', '2 s, 9 s', '3 s, 1 s']));
    expect(row?.limits.map(({ better }) => better)).toEqual(['lower', 'lower', 'lower', 'lower']);
  });
});

describe('a column of states', () => {
  const headings = each(
    'State, Status, Result, Done, Done?, Complete, Completed, Complete?, Check, Checked, OK, OK?, Pass/Fail, Pass / Fail, ✓, ✔, ✅, ☐, ☑, STATUS, Ready ✅',
  );
  test.each(headings)('named %s', (heading) => {
    expect(titles(['Name', heading], ['A', 'todo'], ['B', 'done'])).toEqual(['A', 'B']);
    expect(titles(['Name', heading], ['A', ''])).toEqual(['A']);
  });

  test.each(each('Statement, My state, Doneness, Okay, Complete list, Owner, Passed'))('not named %s', (heading) => {
    expect(titles(['Name', heading], ['A', 'todo'])).toEqual([]);
  });

  test.each(each('pass, PASSED, fail, failed, todo, tbd, done, pending, open, pass with care, ☐, ✅ yes, :x:, 🟥, ✓'))(
    'with %s',
    (text) => {
      expect(titles(['Name', 'Status'], ['A', text])).toEqual(['A']);
    },
  );

  test.each(each('passage, failing, opened, will pass, is ✅, doner'))('not with %s', (text) => {
    expect(titles(['Name', 'Status'], ['A', text])).toEqual([]);
    expect(titles(['Name', 'Status'], ['A', 'pass'], ['B', text])).toEqual([]);
  });

  test('with empty boxes has any name, or none', () => {
    expect(titles(['', 'Name'], ['☐', 'A'])).toEqual(['A']);
    expect(titles(['X', 'Name'], ['☐', 'A'], ['', 'B'])).toEqual(['A', 'B']);
    expect(titles(['X', 'Name'], ['a ☐', 'A'])).toEqual([]);
    expect(titles(['', 'Name'], ['', 'A'])).toEqual([]);
    expect(titles(['', 'Name'], ['todo', 'A'])).toEqual(['A']);
  });

  test('without rows asks for nothing', () => {
    expect(titles(['Name', 'Status'])).toEqual([]);
    expect(titles(['Status'], ['todo'])).toEqual([]);
  });

  test.each(each('Symbol, Sign, Icon, Emoji, Legend, Meaning'))('beside a column named %s explains signs', (heading) => {
    expect(titles([heading, 'Status'], ['A', 'done'])).toEqual([]);
    expect(titles([`${heading} set`, 'Status'], ['A', 'done'])).toEqual(['A']);
    expect(titles([`The ${heading}`, 'Status'], ['A', 'done'])).toEqual(['A']);
  });
});

describe('the column that names the row', () => {
  const headings = each(
    'Item, Items, Check, Task, Requirement, Gate, Criterion, Criteria, Control, Metric, Test, Step, The item itself, TASK',
  );
  test.each(headings)('is %s', (heading) => {
    expect(titles(['No', heading, 'Status'], ['one', 'A', 'todo'], ['two', 'B', 'todo'])).toEqual(['A', 'B']);
  });

  test.each(each('Itemised, Footstep, Owner, Latest'))('is the first where there is only %s', (heading) => {
    expect(titles(['Name', heading, 'Status'], ['A', 'x', 'todo'])).toEqual(['A']);
  });

  test('is none of limits or states', () => {
    expect(titles(['Target', 'Name'], ['5', 'A'])).toEqual(['A']);
    expect(titles(['Status', 'Name'], ['todo', 'A'])).toEqual(['A']);
  });

  test('the others say more, but for states and signs', () => {
    const [row] = rowsOf(tableOf(['Name', 'Status', 'Target', '', 'Owner'], ['A', 'todo', '< 5 s', 'x', '-']));
    expect(row?.cells).toEqual([
      ['Target', '< 5 s'],
      ['', 'x'],
    ]);
    expect(row?.line).toBe(3);
  });
});

describe('a table to sign in', () => {
  const signers = (head: readonly string[], ...body: readonly (readonly string[])[]) =>
    signersOf(tableOf(head, ...body)).map(({ name, line }) => `${name}:${line}`);

  test.each(each('Role, Roles, Approver, Approvers, Stakeholder, Team, Function, ROLE'))('has a column %s', (heading) => {
    expect(signers([heading, 'Signature'], ['QA', ''], ['-', ''], ['Ops', ''])).toEqual(['QA:3', 'Ops:5']);
    expect(signers([`${heading} name`, 'Signature'], ['QA', ''])).toEqual([]);
    expect(signers([`The ${heading}`, 'Signature'], ['QA', ''])).toEqual([]);
  });

  test.each(each('Signature, Signed, Approval, Approved by, Date, The date, DATE'))('and one for %s', (heading) => {
    expect(signers(['Role', heading], ['QA', ''])).toEqual(['QA:3']);
  });

  test.each(each('Design, Update, Owner'))('but not for %s', (heading) => {
    expect(signers(['Role', heading], ['QA', ''])).toEqual([]);
  });

  test('the first that names roles', () => {
    expect(signers(['Role', 'Team', 'Date'], ['QA', 'blue', ''])).toEqual(['QA:3']);
  });
});
