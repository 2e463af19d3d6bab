import { expect, test } from '@jest/globals';
import { evidencePart } from '../../../src/views/markdown/evidence.ts';
import { coveragePassed, item, items, verdict } from '../samples.ts';

const options = { now: '2027-03-01T12:00:00Z', handles: new Map([['quality', 'quality-7']]) };

test('value against limit, how old it is, and for what', () => {
  expect(evidencePart(verdict({ items: [items.failed, items.supported] }), options)).toEqual({
    head: '## Evidence for `1a2b3c4d5e6f`\n\n| | gate | values | collected | for |\n| --- | --- | --- | --- | --- |\n',
    rows: [
      '| ❌ failed | coverage | `███████░┃░░` lines 71.25 % (at least 80 %)<br>`█████████┃░` functions 92.5 % (at least 90 %) | 2 hours ago | coverage |\n',
      '| ✅ passed | coverage | `████████┃█░` lines 91 % (at least 80 %) | 2 hours ago | quality-7 |\n',
    ],
  });
});

test('without values its summary; what is not there yet; and a row that stays one', () => {
  const missing = {
    gate: 'tls',
    target: 'a|b',
    state: 'waiting',
    judgement: { result: 'cannot-tell', summary: 'no *evidence* yet', measured: [], findings: [] },
  } as const;
  const given = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => item({ id, answer: missing }));
  expect(evidencePart(verdict({ items: given }), options)?.rows).toEqual([
    '| ⏳ waiting | tls on a&#124;b | no &#42;evidence&#42; yet | not yet | a, b, c, d, 2 more |\n',
  ]);
});

test('many values are not all shown', () => {
  const measured = Array.from({ length: 6 }, (_, at) => ({ metric: `m${at}`, value: at, limit: 'x', ok: at < 5 }));
  const answer = { ...coveragePassed, judgement: { ...coveragePassed.judgement, measured } };
  const [row] = evidencePart(verdict({ items: [item({ id: 'a', answer })] }), options)?.rows ?? [];
  expect(row).toContain('| m5 5 (x)<br>m0 0 (x)<br>m1 1 (x)<br>m2 2 (x)<br>2 more |');
});

test('no evidence, no table', () => {
  expect(evidencePart(verdict({ items: [items.open] }), options)).toBeUndefined();
});
