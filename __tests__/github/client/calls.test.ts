import { expect, test } from '@jest/globals';
import { countCalls } from '../../../src/github/client/calls.ts';

test('by what was asked and how it ended', () => {
  const calls = countCalls();
  for (const outcome of ['ok', 'ok', 'limited'] as const) calls.count('GET /app', outcome);
  expect(calls.all()).toEqual([
    { operation: 'GET /app', outcome: 'ok', count: 2 },
    { operation: 'GET /app', outcome: 'limited', count: 1 },
  ]);
});
