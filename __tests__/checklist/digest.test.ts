import { expect, test } from '@jest/globals';
import { itemDigest } from '../../src/checklist/digest.ts';
import type { Item } from '../../src/checklist/model.ts';
import { bySignOff, item } from '../verdict/cases.ts';

const digestOf = (more: Partial<Item>) => itemDigest(item('a', more));

test.each<Partial<Item>>([
  { title: 'x' },
  { level: 'may' },
  { phase: 'day' },
  { when: { paths: ['x'] } },
  { criteria: ['x'] },
  { limits: [{ metric: 'x', value: 1, grade: 'target', text: 'x' }] },
  { parameters: { x: 1 } },
  { proof: bySignOff },
])('%j makes it another requirement', (more) => {
  expect(digestOf(more)).not.toBe(digestOf({}));
});

test.each<Partial<Item>>([
  { why: 'x' },
  { how: 'x' },
  { references: ['x'] },
  { owner: { team: 'x' } },
  { due: '2027-01-01T00:00:00Z' },
  { path: [{ kind: 'section', id: 'x', title: 'x' }] },
  { at: { file: 'x', line: 9 } },
])('%j leaves it what it was', (more) => {
  expect(digestOf(more)).toBe(digestOf({}));
});
