import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { boxesShown, flip, positionOf } from '../../../src/sandbox/stories/boxes.ts';

const board = [
  '<!-- board -->',
  '# Checklist',
  '- [ ] **One** <!-- gonogo:one -->',
  '  - [x] **Two** <!-- gonogo:two.b -->',
  '* [X] three',
  '1. [ ] four',
  '',
].join('\n');

test('the boxes of a page, in their order', () => {
  expect(boxesShown(board).map(({ line, checked }) => [line, checked])).toEqual([
    [2, false],
    [3, true],
    [4, true],
    [5, false],
  ]);
  expect([positionOf(board, 'one'), positionOf(board, 'two.b'), positionOf(board, 'twoxb'), positionOf(board, 'none')]).toEqual([
    0,
    1,
    undefined,
    undefined,
  ]);
});

test.each([
  '- []',
  '-[ ] x',
  '- [ ]',
  '[ ] x',
  '- [  ] x',
  '- [y] x',
  '```\n- [ ] x\n```',
  '~~~~\n- [ ] x\n~~~\n- [ ] y',
  '<!--\n- [ ] x\n-->',
  'a - [ ] x',
])('%j shows no box', (body) => {
  expect(boxesShown(body)).toEqual([]);
});

test('flips one box and leaves every other character', () => {
  expect(flip(board, 0, true)).toBe(board.replace('- [ ] **One', '- [x] **One'));
  expect(flip(board, 2, false)).toBe(board.replace('* [X]', '* [ ]'));
  expect(flip(board, 9, true)).toBe(board);
  const line = fc.constantFrom('- [ ] a', '- [x] b', 'text', '  * [ ] c', '');
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), fc.nat({ max: 12 }), (lines, position) => {
      const body = lines.join('\r\n');
      const there = boxesShown(body)[position];
      const after = flip(body, position, true);
      expect(boxesShown(after).length).toBe(boxesShown(body).length);
      expect(boxesShown(after)[position]?.checked).toBe(there && true);
      expect(after.length).toBe(body.length);
    }),
  );
});

test('a task inside of an HTML comment makes the server flip the wrong one', () => {
  const body = '<!--\n- [ ] hidden\n-->\n- [ ] shown <!-- gonogo:shown -->';
  expect(flip(body, positionOf(body, 'shown') ?? -1, true)).toBe('<!--\n- [x] hidden\n-->\n- [ ] shown <!-- gonogo:shown -->');
});
