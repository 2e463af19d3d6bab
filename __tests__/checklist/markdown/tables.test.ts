import { describe, expect, test } from '@jest/globals';
import { rowsOf } from '../../../src/checklist/markdown/tables.ts';
import { parseTree } from '../../../src/checklist/markdown/tree.ts';

function rows(head: string, ...body: readonly string[]) {
  const dashes = head.replace(/[^|]+/g, '-');
  const table = parseTree([head, dashes, ...body].join('\n')).nodes.find(({ type }) => type === 'table');
  return table === undefined ? undefined : rowsOf(table);
}

describe('rows that ask for something', () => {
  test('have a target and a critical limit', () => {
    expect(rows('| Metric | Target | Critical |', '| Latency (p95) | < 200ms | < 500ms |')).toMatchObject([
      {
        title: 'Latency (p95)',
        line: 3,
        limits: [
          { metric: 'Latency', op: '<', value: 200, unit: 'ms', percentile: 95, grade: 'target' },
          { metric: 'Latency', op: '<', value: 500, unit: 'ms', percentile: 95, grade: 'critical' },
        ],
      },
    ]);
  });

  test('without operators say which way is better by their order, and no operator is made up', () => {
    const [up, down, same] =
      rows('| Metric | Target | Critical |', '| Up | 99.9% | 99.5% |', '| Down | 1s | 2s |', '| Same | 1% | 1% |') ?? [];
    expect(up?.limits.map(({ op, better }) => [op, better])).toEqual([
      [undefined, 'higher'],
      [undefined, 'higher'],
    ]);
    expect(down?.limits.map(({ better }) => better)).toEqual(['lower', 'lower']);
    expect(same?.limits.map(({ better }) => better)).toEqual([undefined, undefined]);
  });

  test('take a bare number in a column for limits', () => {
    expect(rows('| Metric | Target |', '| Bugs | 0 |')?.[0]?.limits).toEqual([
      { metric: 'Bugs', value: 0, grade: 'target', text: '0' },
    ]);
  });

  test.each([
    ['words', '| Item | Status |', '| A | PASS |', '| B | todo |'],
    ['signs', '| Item | Status (✅/⚠️/❌) | Owner |', '| A | ✅ | me |', '| B | ⚠️ late | |'],
    ['empty boxes under any heading', '| ? | Check |', '| ☐ | A |', '| ⬜ | B |'],
    ['entities', '| Item | Done |', '| A | &#9744; |', '| B | &#9745; |'],
    ['states to fill in', '| Item | Status |', '| A | |', '| B | |'],
    ['a choice', '| Gate | Status |', '| A | pass / fail |', '| B | pass / fail |'],
  ])('have a state: %s', (_, ...lines) => {
    const [head, ...body] = lines;
    expect(rows(head ?? '', ...body)?.map(({ title }) => title)).toEqual(['A', 'B']);
  });

  test('keep what other cells say, with comments and links', () => {
    expect(rows('| Item | Status | How |', '| [A](u) <!-- gonogo: {id: a} --> | ❌ | run it |')).toMatchObject([
      { title: 'A', cells: [['How', 'run it']], links: ['u'], comments: [{ line: 3 }] },
    ]);
  });
});

test.each([
  ['no state and no limit', '| Version | Date |', '| 1 | 2026 |'],
  ['a legend', '| Symbol | Status |', '| A | ✅ |'],
  ['a matrix of states', '| Item | ✅ | Status |', '| A | ✅ | ✅ |'],
  ['a comparison', '| Feature | Us |', '| A | ✅ |'],
  ['words that are no states', '| Item | Status |', '| A | in Berlin |'],
  ['nothing but states', '| Status |', '| ✅ |'],
  ['rows without words', '| Item | Status |', '| - | ✅ |'],
])('%s asks for nothing', (_, head, ...body) => {
  expect(rows(head, ...body)).toEqual([]);
});
