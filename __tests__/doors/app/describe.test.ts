import { expect, test } from '@jest/globals';
import { describeError } from '../../../src/doors/app/describe.ts';
import { ProblemError } from '../../../src/ground/problem.ts';
import { LeaseLost, PlatformError } from '../../../src/reconcile/ports/faults.ts';

const canary = 'canary-in-a-payload';

function thrownBy(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
}

test.each([
  ['the parser of JSON', thrownBy(() => JSON.parse(`{"a": ${canary}`))],
  ['anybody', new Error(`cannot read ${canary}`)],
  ['somebody who throws a text', canary],
  ['somebody with a code', Object.assign(new Error(canary), { code: '22P02' })],
])('what %s quotes is not told', (_, error) => {
  expect(error).toBeDefined();
  expect(describeError(error)).not.toContain(canary);
});

test('its kind and place are told', () => {
  expect(describeError(thrownBy(() => JSON.parse('{')))).toMatch(/^SyntaxError at JSON\.parse.* at .*describe\.test\.ts/);
  expect(describeError(Object.assign(new Error(canary), { code: '22P02', stack: undefined }))).toBe('Error 22P02');
  expect(describeError(7)).toBe('something that is no error was thrown: number');
});

test('our own words are for people, and those of the system are made of names and numbers', () => {
  const system = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED', syscall: 'connect' });
  const problem = { code: 'a.b', message: 'this is wrong', remedy: 'mend it' };
  const errors = [
    system,
    new ProblemError(problem),
    new PlatformError('it is gone', { kind: 'gone', asked: 'GET /x' }),
    new LeaseLost({ kind: 'pull', key: '7/12' }),
  ];
  expect(errors.map(describeError)).toEqual([
    'connect ECONNREFUSED 127.0.0.1:1',
    'this is wrong',
    'it is gone',
    'somebody else works on pull 7/12 by now',
  ]);
});
