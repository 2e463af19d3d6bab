import { expect, test } from '@jest/globals';
import { type Command, commands, isCommand } from '../../../src/doors/cli/commands.ts';

const all: readonly (readonly [string, Command])[] = Object.entries(commands);

test.each(all)('%s is explained, with every option and operand', (_, { about, operands, options }) => {
  for (const text of [about, ...operands.map((each) => each.about), ...Object.values(options).map((each) => each.about)]) {
    expect(text).toMatch(/^[A-Z].*\.$/);
  }
});

test.each(all)('%s: only the last operand may be left out', (_, { operands }) => {
  expect(operands.slice(0, -1).filter(({ optional }) => optional)).toEqual([]);
});

test('only own names are commands', () => {
  expect(isCommand('check')).toBe(true);
  expect(isCommand('toString')).toBe(false);
});
