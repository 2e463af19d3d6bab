import { expect, test } from '@jest/globals';
import { exitCodes } from '../../../src/doors/cli/exit.ts';
import { decisions } from '../../../src/verdict/verdict.ts';

test('only a go is zero', () => {
  expect(Object.entries(exitCodes).filter(([, code]) => code === 0)).toEqual([['go', 0]]);
});

test('every decision has the code that is agreed', () => {
  expect(decisions.map((decision) => exitCodes[decision])).toEqual([0, 1, 1, 2]);
  expect(exitCodes.usage).toBe(64);
});
