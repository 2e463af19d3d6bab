import { expect, test } from '@jest/globals';
import { LeaseLost, PlatformError } from '../../../src/reconcile/ports/faults.ts';

test('a fault of the platform says what was asked and when to ask again', () => {
  const error = new PlatformError('too many requests', { kind: 'limited', asked: 'GET /rate', retryAt: '2030-01-01T00:00:00Z' });
  expect(error).toBeInstanceOf(Error);
  expect(error.fault).toEqual({ kind: 'limited', asked: 'GET /rate', retryAt: '2030-01-01T00:00:00Z' });
});

test('who has lost a task is told which', () => {
  expect(new LeaseLost({ kind: 'pull', key: '7/12' }).message).toContain('pull 7/12');
});
