import { expect, test } from '@jest/globals';
import { onRecord, recordDigest } from '../../../src/reconcile/pull/on-record.ts';
import { item, reviewer, say } from '../../verdict/cases.ts';

const backups = item('backups');
const tick = say('tick', backups, { by: reviewer });
const untick = say('untick', backups, { by: reviewer });

test('whatever was said more makes another record, and neither its order nor a repetition does', () => {
  expect(recordDigest([tick, untick, tick])).toBe(recordDigest([untick, tick]));
  expect(recordDigest([tick, untick])).not.toBe(recordDigest([tick]));
});

test('what stands for the repository belongs to the record of each of its pull requests', async () => {
  const kept = new Map([
    ['7/pull-request/12', [tick]],
    ['7/standing', [untick]],
  ]);
  const read = { statements: async (scope: string) => kept.get(scope) ?? [] };
  expect(await onRecord(read, { repoId: 7, number: 12 })).toEqual([tick, untick]);
});
