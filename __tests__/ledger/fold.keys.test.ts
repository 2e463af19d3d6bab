import { expect, test } from '@jest/globals';
import { fold } from '../../src/ledger/fold.ts';
import { item, say } from '../verdict/cases.ts';

/** A key says that two records are one event; when their contents differ one of them is wrong, and nobody knows which. */
test('two contents under one key both stay, so that none can push the other out', () => {
  const a = item('a');
  const tick = say('tick', a, { at: '2026-11-21T11:00:00Z' });
  const untick = { ...tick, act: 'untick' as const, at: '2026-11-21T11:00:01Z' };
  for (const statements of [
    [tick, untick],
    [untick, tick],
  ])
    expect(fold(statements).items.get('a')?.ticks).toEqual([]);
  const hold = { ...say('hold', undefined), key: tick.key };
  expect(fold([hold, tick]).holds).toHaveLength(1);
  expect(fold([tick, hold]).holds).toHaveLength(1);
});
