import { expect, test } from '@jest/globals';
import { isReason, refusalOf, refusals } from '../../../src/doors/app/refusals.ts';

test('none is a success, and those that may pass say when to come again', () => {
  const all = Object.keys(refusals).filter(isReason).map(refusalOf);
  expect(all.filter(({ status }) => status < 400)).toEqual([]);
  expect(all.every((refusal) => refusal.status >= 500 === 'retryAfter' in refusal)).toBe(true);
  expect(all.length).toBe(Object.keys(refusals).length);
});

test('what is no reason is none', () => {
  expect(['toString', '', undefined, {}].map(isReason)).toEqual([false, false, false, false]);
});
