import { describe, expect, test } from '@jest/globals';
import type { Item } from '../../../src/checklist/model.ts';
import { arrange } from '../../../src/views/board/arrangement.ts';
import { itemsOf } from '../../../src/views/board/layout.ts';
import * as cases from '../../verdict/cases.ts';

const { phases } = cases.verdictOf({ items: [cases.item('a')] });
const many = (more: Partial<Item> = {}) => Array.from({ length: 900 }, (_, at) => cases.item(`i${at}`, more));

function arranged(items: readonly Item[], people = cases.policy([]).people) {
  const found = arrange(cases.policy(items, { people }), phases);
  const comments = found.parts.map((part) => part.flatMap(itemsOf).map(({ id }) => id));
  return { ...found, comments };
}

test('every item has its line and stands in one comment', () => {
  const { comments, lines, asked } = arranged(many());
  expect(comments.length).toBeGreaterThan(1);
  expect(comments.flat()).toEqual(asked.map(({ id }) => id));
  expect([...lines.keys()].toSorted()).toEqual(comments.flat().toSorted());
});

describe('a box that comes to stand in another comment is another board', () => {
  const byRole: Item['proof'] = { by: 'person', who: { role: 'lead' }, support: [], couldBe: [] };
  const large = { lead: { team: `acme/${'leads-of-the-'.repeat(5)}shop` } };
  test.each<[string, () => ReturnType<typeof arranged>, () => ReturnType<typeof arranged>]>([
    ['by a date', () => arranged(many()), () => arranged(many({ due: '2026-12-01T00:00:00Z' }))],
    ['by another team', () => arranged(many({ proof: byRole })), () => arranged(many({ proof: byRole }), large)],
  ])('%s', (_, before, after) => {
    expect(after().asked.map(({ digest }) => digest)).toEqual(before().asked.map(({ digest }) => digest));
    expect(after().comments).not.toEqual(before().comments);
    expect(after().digest).not.toBe(before().digest);
  });
});

test('what moves no box changes nothing', () => {
  const few = many().slice(0, 5);
  const dated = few.map((item) => ({ ...item, due: '2026-12-01T00:00:00Z', why: 'because' }));
  expect(arranged(dated).digest).toBe(arranged(few).digest);
});
