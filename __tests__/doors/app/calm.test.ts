import { expect, test } from '@jest/globals';
import { calm } from '../../../src/doors/app/calm.ts';
import { memoryLog } from './memory.ts';

test('the first is said, the flood is counted, and each kind is its own', () => {
  const log = memoryLog();
  let time = 0;
  const say = calm(log, () => time);
  const flood = () => {
    for (let count = 0; count < 1_000; count++) say('signature', { level: 'warn', message: 'wrong', said: { reason: 'x' } });
  };
  flood();
  say('store', { level: 'error', message: 'away' });
  time = 59_999;
  flood();
  expect(log.lines).toEqual([
    { level: 'warn', message: 'wrong', said: { reason: 'x' } },
    { level: 'error', message: 'away', said: {} },
  ]);
  time = 60_000;
  flood();
  expect(log.lines.at(-1)).toEqual({ level: 'warn', message: 'wrong', said: { reason: 'x', times: 2_000 } });
  expect(log.lines).toHaveLength(3);
});
