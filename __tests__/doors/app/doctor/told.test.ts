import { expect, test } from '@jest/globals';
import { told } from '../../../../src/doors/app/doctor/told.ts';
import { ProblemError } from '../../../../src/ground/problem.ts';
import { PlatformError } from '../../../../src/reconcile/ports/faults.ts';

const fails = (error: Error) =>
  told('it', async () => {
    throw error;
  });

test('an answer, or what is wrong since there is none', async () => {
  expect(await told('it', () => Promise.resolve(3))).toEqual({ value: 3 });
  const problem = { code: 'a.b', message: 'no', remedy: 'do' };
  expect(await fails(new ProblemError(problem))).toEqual({ is: 'ill', about: 'it', what: 'no', remedy: 'do' });
  const fault = (kind: 'unavailable' | 'forbidden') => fails(new PlatformError('away', { kind, asked: 'GET' }));
  expect([await fault('unavailable'), await fault('forbidden')]).toMatchObject([{ is: 'unsure' }, { is: 'ill' }]);
});

test('a mistake of ours is no diagnosis', async () => {
  await expect(fails(new TypeError('ours'))).rejects.toThrow('ours');
});
