import { expect, test } from '@jest/globals';
import { demoBoard, outcomeOf } from '../../../src/sandbox/demo/board.ts';
import { boxesShown } from '../../../src/sandbox/stories/boxes.ts';

test('six boxes, and what is open is named', () => {
  const board = demoBoard('abc');
  expect(boxesShown(board)).toHaveLength(6);
  expect(outcomeOf(board)).toMatchObject({
    conclusion: 'action_required',
    title: 'WAITING: 6 to do',
    summary: expect.stringContaining('- A backup was restored this month'),
  });
  expect(outcomeOf(board.replaceAll('[ ]', '[x]'))).toMatchObject({ conclusion: 'success', title: 'GO' });
});
