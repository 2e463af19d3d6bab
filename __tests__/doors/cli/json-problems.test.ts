import { expect, test } from '@jest/globals';
import { answerProblems } from '../../../src/doors/cli/json-problems.ts';
import { ProblemError } from '../../../src/ground/problem.ts';
import { fakeIo } from '../fake-io.ts';

const problem = { code: 'x', message: 'no', remedy: 'Do.' };

test('as JSON, all of them', () => {
  const io = fakeIo();
  expect(answerProblems(new ProblemError(problem, problem), { io, isJson: true })).toBe(2);
  expect(JSON.parse(io.out())).toEqual({ error: problem, others: [problem] });
  expect(io.err()).toBe('');
});

test('for people', () => {
  const io = fakeIo();
  expect(answerProblems(new ProblemError(problem), { io, isJson: false })).toBe(2);
  expect([io.out(), io.err()]).toEqual(['', 'no\n  Do.\n']);
});

test.each([[new TypeError('x')], [new ProblemError({ ...problem, code: 'cli.usage' })]])('%s is for somebody else', (error) => {
  expect(() => answerProblems(error, { io: fakeIo(), isJson: true })).toThrow(error);
});
