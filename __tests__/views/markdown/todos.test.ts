import { describe, expect, test } from '@jest/globals';
import { todoPart } from '../../../src/views/markdown/todos.ts';
import { item, items, verdict } from '../samples.ts';

const all = { groups: 100, named: 100, findings: 100 };
const shown = (...given: Parameters<typeof todoPart>) => todoPart(...given)?.rows.join('');

test('what is alike says once why and what to do', () => {
  const second = item({ ...items.open, id: 'second', title: 'Second' });
  expect(
    shown(verdict({ decision: 'waiting', items: [items.open, second] }), all),
  ).toBe(`- ⬜ **Backups were restored once** · Data · backup
- ⬜ **Second** · Data · second
  - not ticked yet
  - → To be ticked by everybody with write access.
`);
});

test('nothing to do has no heading', () => {
  expect(todoPart(verdict({ items: [items.passed] }), all)).toBeUndefined();
});

describe('a short list says how much it leaves out', () => {
  const open = (id: string) => item({ ...items.open, id, title: id });
  const failed = (id: string) => item({ ...items.failed, id, title: id });

  test('of a group', () => {
    const text = shown(verdict({ decision: 'waiting', items: ['a', 'b', 'c', 'd'].map(open) }), { ...all, named: 1 });
    expect(text).toBe(
      '- ⬜ **a** · Data · a\n- and 3 more like these\n  - not ticked yet\n  - → To be ticked by everybody with write access.\n',
    );
  });

  test('of groups', () => {
    const given = [...['a', 'b'].map(failed), ...['c', 'd', 'e'].map(open)];
    const text = shown(verdict({ decision: 'no-go', items: given }), { ...all, groups: 1 });
    expect(text).toMatch(/^- ❌ \*\*a\*\*[^❌]*\n- and 4 more, which stand below\n$/);
  });

  test('of findings', () => {
    const findings = ['x', 'y', 'z'].map((id) => ({ id, title: `hole ${id}` }));
    const answer = {
      gate: 'audit',
      state: 'judged',
      judgement: { result: 'fail', summary: '', measured: [], findings },
    } as const;
    const given = item({ ...items.failed, answer });
    const text = shown(verdict({ decision: 'no-go', items: [given] }), { ...all, findings: 1 });
    expect(text).toMatch(/ {2}- 3 findings\n {4}- hole x\n {4}- and 2 more findings\n/);
  });
});
