import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { createAllowance } from '../../../src/doors/app/allowance.ts';

const never = () => undefined;

test('gives no more than there is, and gives again what was given back', () => {
  const allowance = createAllowance({ bytes: 10, graceMs: 1_000 });
  const [first, second] = [allowance.enter(never), allowance.enter(never)];
  expect([first.take(6), second.take(5), second.take(4)]).toEqual([true, false, true]);
  first.leave();
  first.leave();
  expect([second.take(7), second.take(6)]).toEqual([false, true]);
});

test('who has had it longest makes way, when it has had its time', async () => {
  const allowance = createAllowance({ bytes: 10, graceMs: 20 });
  const evicted: string[] = [];
  const [first, second] = ['first', 'second'].map((name) => allowance.enter(() => evicted.push(name)));
  first?.take(5);
  second?.take(5);
  expect(allowance.enter(never).take(1)).toBe(false);
  await sleep(30);
  const third = allowance.enter(never);
  expect([third.take(1), evicted]).toEqual([true, ['first']]);
  expect([third.take(9), evicted]).toEqual([true, ['first', 'second']]);
});

test('who is vouched for stays', async () => {
  const allowance = createAllowance({ bytes: 10, graceMs: 10 });
  const evicted: string[] = [];
  const kept = allowance.enter(() => evicted.push('kept'));
  kept.take(10);
  kept.keep();
  await sleep(20);
  expect([allowance.enter(never).take(1), evicted]).toEqual([false, []]);
  kept.leave();
  expect(allowance.enter(never).take(10)).toBe(true);
});
